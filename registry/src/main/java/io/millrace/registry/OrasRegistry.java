package io.millrace.registry;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.JsonObject;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageFacts;
import io.millrace.runtime.image.ImageRegistry;
import io.millrace.runtime.image.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import land.oras.ContainerRef;
import land.oras.Descriptor;
import land.oras.Index;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.Platform;
import land.oras.Registry;
import land.oras.Tags;
import land.oras.auth.AuthProvider;
import land.oras.auth.NoAuthProvider;
import land.oras.auth.UsernamePasswordProvider;
import land.oras.exception.OrasException;

/** Asks registries by the distribution API. */
public final class OrasRegistry implements ImageRegistry {
  private static final Duration HELPERS_PATIENCE = Duration.ofSeconds(20);
  private static final int TAGS_AT_ONCE = 1000;
  private static final int MOST_TAGS = 10_000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PATIENCE_HERE = Duration.ofSeconds(1);
  private static final Pattern HERE =
      Pattern.compile("localhost(:\\d+)?|127\\.\\d+\\.\\d+\\.\\d+(:\\d+)?|\\[::1\\](:\\d+)?");

  /** The user of an identity token, where none is named; as Azure's registries have it. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private final DockerLogins logins;
  private final Map<String, Boolean> plain = new ConcurrentHashMap<>();

  /** With the logins of this process's user. */
  public OrasRegistry() {
    this(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  OrasRegistry(Map<String, String> environment, Path home) {
    String docker = environment.getOrDefault("DOCKER_CONFIG", "");
    String podman = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    List<Path> files = new ArrayList<>();
    files.add(
        (docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
    if (!podman.isEmpty()) {
      files.add(Path.of(podman, "containers", "auth.json"));
    }
    this.logins =
        new DockerLogins(
            files, new CredentialHelper(environment.getOrDefault("PATH", ""), HELPERS_PATIENCE));
  }

  @Override
  public ImageFacts find(ImageReference image, String platform, boolean http)
      throws RegistryException {
    return ask(
        image,
        http,
        (registry, reference) -> {
          Descriptor found = registry.getDescriptor(reference);
          if (isIndex(found)) {
            return ofPlatform(registry, reference, found.getDigest(), platform);
          }
          Manifest manifest = registry.getManifest(reference);
          String there = requirePlatform(registry, reference, manifest, platform);
          return new ImageFacts(found.getDigest(), bytes(manifest), there);
        });
  }

  private interface Question<T> {
    T ask(Registry registry, ContainerRef reference) throws RegistryException;
  }

  /**
   * Asks with TLS; without it only where that is allowed, and the registry speaks none. Those on
   * this machine seldom do, and nobody is between.
   */
  private <T> T ask(ImageReference image, boolean http, Question<T> question)
      throws RegistryException {
    DockerLogins.Found login = logins.of(image);
    AuthProvider known = login.login().map(OrasRegistry::provider).orElseGet(NoAuthProvider::new);
    boolean plain = mayBePlain(image, http) && isPlain(ImageChecks.host(image));
    Registry registry = Registry.builder().withAuthProvider(known).withInsecure(plain).build();
    try {
      return question.ask(registry, reference(image, plain ? HTTP : HTTPS));
    } catch (OrasException e) {
      throw Advice.of(image, e, login.problem());
    }
  }

  private static boolean mayBePlain(ImageReference image, boolean http) {
    return http || HERE.matcher(ImageChecks.host(image)).matches();
  }

  /** Each registry is asked once, as one that knows no TLS may let a handshake wait. */
  private boolean isPlain(String host) {
    return plain.computeIfAbsent(host, OrasRegistry::speaksNoTls);
  }

  private static boolean speaksNoTls(String host) {
    URI address = URI.create("https://" + host);
    boolean here = HERE.matcher(host).matches();
    try {
      return !TlsProbe.speaksTls(
          address.getHost(),
          address.getPort() < 0 ? HTTPS : address.getPort(),
          here ? PATIENCE_HERE : PATIENCE);
    } catch (IOException e) {
      return here && address.getPort() < 0; // there is another port, or its client tells
    }
  }

  private static AuthProvider provider(Login login) {
    boolean anonymous = login.token() && login.user().isEmpty();
    return new UsernamePasswordProvider(anonymous ? NOBODY : login.user(), login.password());
  }

  /** As Docker fills it in: a name in short may mean something else to the library. */
  private static ContainerRef reference(ImageReference image, int port) {
    String host = ImageChecks.host(image);
    String path = image.path();
    if (image.isOnHub()) {
      path = path.contains("/") ? path : "library/" + path;
    } else if (host.equals("localhost")) {
      host += ":" + port;
    }
    return ContainerRef.parse(
        new ImageReference(Optional.of(host), path, image.tag(), image.digest()).toString());
  }

  private static boolean isIndex(Descriptor found) {
    String type = found.getMediaType();
    return type.contains("image.index") || type.contains("manifest.list");
  }

  private static ImageFacts ofPlatform(
      Registry registry, ContainerRef reference, String digest, String platform)
      throws RegistryException {
    Index index = registry.getIndex(reference);
    List<String> there =
        index.getManifests().stream()
            .filter(each -> each.getPlatformOrNull() != null)
            .map(each -> text(each.getPlatform()))
            .filter(each -> !each.startsWith("unknown"))
            .toList();
    Optional<ManifestDescriptor> wanted =
        index.getManifests().stream()
            .filter(each -> each.getPlatformOrNull() != null)
            .filter(each -> fits(platform, text(each.getPlatform())))
            .findFirst();
    if (wanted.isEmpty()) {
      throw new RegistryException(
          "it exists for %s, but not for %s. Choose another image, or build it for %2$s."
              .formatted(String.join(", ", there), platform));
    }
    Manifest manifest = registry.getManifest(reference.withDigest(wanted.get().getDigest()));
    return new ImageFacts(digest, bytes(manifest), text(wanted.get().getPlatform()));
  }

  private static String text(Platform platform) {
    String variant = platform.variant();
    return platform.os()
        + "/"
        + platform.architecture()
        + (variant == null || variant.isEmpty() ? "" : "/" + variant);
  }

  /** A variant that is not asked for may be any. */
  private static boolean fits(String wanted, String there) {
    return there.equals(wanted) || there.startsWith(wanted + "/");
  }

  private static String requirePlatform(
      Registry registry, ContainerRef reference, Manifest manifest, String platform)
      throws RegistryException {
    byte[] config = registry.getBlob(reference.withDigest(manifest.getConfig().getDigest()));
    Map<String, Object> json;
    try {
      json = JsonObject.read(config);
    } catch (IOException e) {
      throw new RegistryException("its configuration " + e.getMessage() + ".", e);
    }
    String there = json.get("os") + "/" + json.get("architecture");
    if (json.containsKey("architecture") && !fits(there, platform)) {
      throw new RegistryException(
          "it exists only for %s, not for %s. Choose another image, or build it for %2$s."
              .formatted(there, platform));
    }
    return there;
  }

  private static long bytes(Manifest manifest) {
    return manifest.getConfig().getSize()
        + manifest.getLayers().stream().mapToLong(layer -> layer.getSize()).sum();
  }

  @Override
  public List<String> tags(ImageReference image, boolean http) throws RegistryException {
    return ask(
        image,
        http,
        (registry, reference) -> {
          Set<String> all = new LinkedHashSet<>();
          String last = "";
          boolean more = true;
          while (more && all.size() < MOST_TAGS) {
            Tags page = registry.getTags(reference, TAGS_AT_ONCE, last);
            more = all.addAll(page.tags()) && page.last() != null;
            last = page.last();
          }
          return List.copyOf(all);
        });
  }

  @Override
  public Optional<Login> login(ImageReference image) throws RegistryException {
    DockerLogins.Found found = logins.of(image);
    if (!found.problem().isEmpty()) {
      throw new RegistryException(found.problem());
    }
    return found.login();
  }
}
