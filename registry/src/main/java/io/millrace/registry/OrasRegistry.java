package io.millrace.registry;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.ImageReference;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageFacts;
import io.millrace.runtime.image.ImageRegistry;
import io.millrace.runtime.image.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import land.oras.ContainerRef;
import land.oras.Descriptor;
import land.oras.Index;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.Platform;
import land.oras.Registry;
import land.oras.auth.AuthStore;
import land.oras.auth.AuthStoreAuthenticationProvider;
import land.oras.exception.OrasException;

/** Asks registries by the distribution API. */
public final class OrasRegistry implements ImageRegistry {
  private final List<Path> logins = new ArrayList<>();

  /** With the logins of this process's user. */
  public OrasRegistry() {
    this(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  OrasRegistry(Map<String, String> environment, Path home) {
    String docker = environment.getOrDefault("DOCKER_CONFIG", "");
    String podman = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    logins.add(
        (docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
    if (!podman.isEmpty()) {
      logins.add(Path.of(podman, "containers", "auth.json"));
    }
  }

  @Override
  public ImageFacts find(ImageReference image, String platform, boolean http)
      throws RegistryException {
    ContainerRef reference = ContainerRef.parse(image.toString());
    try {
      Registry registry = registry(image, http);
      Descriptor found = registry.getDescriptor(reference);
      String digest = found.getDigest();
      return isIndex(found)
          ? ofPlatform(registry, reference, digest, platform)
          : new ImageFacts(
              digest,
              bytes(registry.getManifest(reference)),
              requirePlatform(registry, reference, platform));
    } catch (OrasException e) {
      throw Advice.of(image, e);
    }
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
          "it is there for %s, and not for %s. Choose another image, or build it for %2$s."
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

  private static String requirePlatform(Registry registry, ContainerRef reference, String platform)
      throws RegistryException {
    Manifest manifest = registry.getManifest(reference);
    byte[] config = registry.getBlob(reference.withDigest(manifest.getConfig().getDigest()));
    Map<String, Object> json;
    try {
      json = JSON.std.mapFrom(config);
    } catch (IOException e) {
      throw new RegistryException("its configuration is no JSON: " + e.getMessage() + ".", e);
    }
    String there = json.get("os") + "/" + json.get("architecture");
    if (json.containsKey("architecture") && !fits(there, platform)) {
      throw new RegistryException(
          "it is there for %s alone, and not for %s. Choose another image, or build it for %2$s."
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
    try {
      return registry(image, http).getTags(ContainerRef.parse(image.toString())).tags();
    } catch (OrasException e) {
      throw Advice.of(image, e);
    }
  }

  @Override
  public Optional<Login> login(ImageReference image) {
    try {
      return Optional.ofNullable(store().get(ContainerRef.parse(image.toString())))
          .map(known -> new Login(known.username(), known.password()));
    } catch (OrasException e) {
      return Optional.empty(); // a helper that fails; the registry says what it wants
    }
  }

  private AuthStore store() {
    return AuthStore.newStore(DockerLogins.of(logins));
  }

  /** Registries on this machine seldom speak TLS, and nobody is between. */
  private Registry registry(ImageReference image, boolean http) {
    String host = ImageChecks.host(image);
    boolean here =
        host.matches("localhost(:\\d+)?|127\\.\\d+\\.\\d+\\.\\d+(:\\d+)?|\\[::1\\](:\\d+)?");
    return Registry.builder()
        .withAuthProvider(new AuthStoreAuthenticationProvider(store()))
        .withInsecure(http || here)
        .build();
  }
}
