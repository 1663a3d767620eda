package io.millrace.registry;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.JsonObject;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageRegistry.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logins that Docker and Podman keep: {@code config.json} and {@code auth.json}, and the
 * credential helpers that they name.
 *
 * <p>A helper for the registry comes first, then the one for all, then what the file itself has, as
 * in Docker. A key is a registry's host, with or without {@code https://} and {@code /v1/}; Podman
 * takes one for a part of a registry, too, such as {@code quay.io/acme}.
 */
final class DockerLogins {
  /** The names that the Hub has in keys. */
  private static final Set<String> HUB =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

  private static final String HUB_KEY = "https://index.docker.io/v1/";

  private final List<Path> files;
  private final CredentialHelper helper;

  /**
   * @param files in which to look, those that are there
   */
  DockerLogins(List<Path> files, CredentialHelper helper) {
    this.files = List.copyOf(files);
    this.helper = helper;
  }

  /**
   * What was found.
   *
   * @param login empty if there is none
   * @param problem why one that there should be is not; else empty
   */
  record Found(Optional<Login> login, String problem) {
    private static final Found NOTHING = new Found(Optional.empty(), "");

    private boolean isAnswer() {
      return login.isPresent() || !problem.isEmpty();
    }
  }

  /**
   * The login for the registry of {@code image}.
   *
   * @throws UsageException if a file is not valid JSON
   */
  Found of(ImageReference image) {
    for (Path file : files) {
      if (Files.isReadable(file)) {
        Found found = in(read(file), image);
        if (found.isAnswer()) {
          return found;
        }
      }
    }
    return Found.NOTHING;
  }

  private static Map<String, Object> read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException(
          "%s, which holds the registry logins, cannot be read: %s. Make it readable, or remove it."
              .formatted(file, e));
    }
    try {
      return JsonObject.read(content);
    } catch (IOException e) {
      throw new UsageException(
          "%s, which holds the registry logins, %s. Correct it, or remove it."
              .formatted(file, e.getMessage()));
    }
  }

  private Found in(Map<String, Object> file, ImageReference image) {
    List<String> names = names(image);
    Optional<String> own =
        find(map(file.get("credHelpers")), names)
            .filter(String.class::isInstance)
            .map(String::valueOf);
    Optional<String> all =
        Optional.ofNullable(file.get("credsStore")).map(String::valueOf).filter(s -> !s.isEmpty());
    Found helped = Found.NOTHING;
    if (own.isPresent() || all.isPresent()) {
      helped =
          helper.get(own.or(() -> all).get(), image.isOnHub() ? HUB_KEY : ImageChecks.host(image));
    }
    if (helped.login.isPresent()) {
      return helped;
    }
    Found stored =
        find(map(file.get("auths")), names).map(DockerLogins::stored).orElse(Found.NOTHING);
    return stored.isAnswer() ? stored : helped;
  }

  /** What a key may be, the narrowest first. */
  private static List<String> names(ImageReference image) {
    String known = ImageChecks.host(image);
    List<String> names = new ArrayList<>();
    for (String path = image.path(); !path.isEmpty(); ) {
      names.add(known + "/" + path);
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    names.add(known);
    return names;
  }

  private static Optional<Object> find(Map<?, ?> entries, List<String> names) {
    for (String name : names) {
      for (Map.Entry<?, ?> each : entries.entrySet()) {
        if (name(String.valueOf(each.getKey())).equals(name)) {
          return Optional.ofNullable(each.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static String name(String key) {
    String name = key.replaceFirst("^https?://", "").replaceFirst("(/v[12])?/?$", "");
    return HUB.contains(name) ? "docker.io" : name;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Found stored(Object value) {
    Map<?, ?> entry = map(value);
    String user = text(entry.get("username"));
    String password = text(entry.get("password"));
    String both = text(entry.get("auth"));
    if (!both.isEmpty()) {
      try {
        both = new String(Base64.getDecoder().decode(both), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return new Found(Optional.empty(), "the login in its file is not valid base64");
      }
      int colon = both.indexOf(':'); // a password may have some of its own
      user = colon < 0 ? both : both.substring(0, colon);
      password = colon < 0 ? "" : both.substring(colon + 1).replaceAll("\0+$", "");
    }
    String token = text(entry.get("identitytoken"));
    if (!token.isEmpty()) {
      return new Found(Optional.of(new Login(user, token, true)), "");
    }
    return user.isEmpty()
        ? Found.NOTHING
        : new Found(Optional.of(new Login(user, password, false)), "");
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
