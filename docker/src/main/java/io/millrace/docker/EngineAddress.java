package io.millrace.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.runtime.config.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the engine is, as Docker's command line finds it: by {@code DOCKER_HOST}, else by the
 * context of {@code DOCKER_CONTEXT} or of its configuration file; else it is the engine of this
 * machine, of Docker or of Podman.
 *
 * @param host as a URL that the client of the engine knows; empty for that of the context, or the
 *     usual one
 * @param folder of Docker's configuration
 * @param context empty for none
 * @param certificates the folder of those for TLS; empty without TLS
 */
record EngineAddress(
    Optional<String> host, Path folder, Optional<String> context, Optional<Path> certificates) {
  /** The variables that it reads. */
  static final List<String> VARIABLES =
      List.of(
          "DOCKER_HOST",
          "DOCKER_CONTEXT",
          "DOCKER_CONFIG",
          "DOCKER_TLS_VERIFY",
          "DOCKER_CERT_PATH",
          "XDG_RUNTIME_DIR",
          "HOME");

  private static final String PLAIN_PORT = "2375";
  private static final String TLS_PORT = "2376";
  private static final List<String> CERTIFICATES = List.of("ca.pem", "cert.pem", "key.pem");

  /**
   * Finds it.
   *
   * @throws UsageException if a setting cannot be read, or names something that is not there
   */
  static EngineAddress of(Map<String, String> environment) {
    Path folder = folder(environment);
    boolean named = !variable(environment, "DOCKER_CONFIG").isEmpty();
    JsonNode file = configuration(folder.resolve("config.json"), named);
    boolean tls = !variable(environment, "DOCKER_TLS_VERIFY").isEmpty();
    String host = variable(environment, "DOCKER_HOST");
    if (!host.isEmpty()) {
      String url = url(host, tls);
      Optional<Path> certificates =
          tls && !url.startsWith("unix:")
              ? Optional.of(certificates(environment, folder))
              : Optional.empty();
      return new EngineAddress(Optional.of(url), folder, Optional.empty(), certificates);
    }
    String context = variable(environment, "DOCKER_CONTEXT");
    if (context.isEmpty()) {
      context = file.path("currentContext").asText("");
    }
    if (!context.isEmpty() && !context.equals("default")) {
      requireContext(folder, context);
      return new EngineAddress(Optional.empty(), folder, Optional.of(context), Optional.empty());
    }
    return new EngineAddress(podman(environment), folder, Optional.empty(), Optional.empty());
  }

  private static String variable(Map<String, String> environment, String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private static Path folder(Map<String, String> environment) {
    String named = variable(environment, "DOCKER_CONFIG");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return named.isEmpty() ? Path.of(home, ".docker") : Path.of(named);
  }

  /**
   * Docker's configuration file, if there is one.
   *
   * @param named whether somebody has named it: else one of another user's home, as under {@code
   *     sudo}, does not matter
   */
  private static JsonNode configuration(Path file, boolean named) {
    ObjectMapper json = new ObjectMapper();
    if (Files.notExists(file) || (!named && !Files.isReadable(file))) {
      return json.createObjectNode();
    }
    try {
      JsonNode read = json.readTree(Files.readString(file));
      if (read.isObject()) {
        return read;
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      // told below
    } catch (IOException e) {
      throw new UsageException(
          "Docker's configuration file %s cannot be read: %s. Make it readable, or remove it."
              .formatted(file, e.getClass().getSimpleName()));
    }
    throw new UsageException(
        "Docker's configuration file %s is not a JSON object. Correct it, or remove it."
            .formatted(file));
  }

  /** What Docker's command line takes: a URL, or HOST:PORT. */
  private static String url(String host, boolean tls) {
    int scheme = host.indexOf("://");
    String kind = scheme < 0 ? "tcp" : host.substring(0, scheme);
    String rest = scheme < 0 ? host : host.substring(scheme + 3);
    switch (kind) {
      case "unix" -> {
        if (rest.startsWith("/")) {
          return host;
        }
      }
      case "tcp", "http", "https" -> {
        if (rest.matches("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+)?(:\\d{1,5})?/?")
            && !rest.equals("/")) {
          return tcp(rest.replaceFirst("/$", ""), tls);
        }
      }
      case "ssh" ->
          throw wrong(
              host,
              "is reached by ssh, which is not supported. Forward its socket: 'ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock "
                  + rest
                  + "', and set DOCKER_HOST=unix:///tmp/docker.sock");
      case "npipe" ->
          throw wrong(host, "is a pipe of Windows. Write unix:///PATH or tcp://HOST:PORT");
      default -> {}
    }
    throw wrong(
        host,
        host.startsWith("/")
            ? "is a path. Write unix://" + host
            : "is not the address of an engine. Write unix:///PATH or tcp://HOST:PORT");
  }

  private static String tcp(String rest, boolean tls) {
    int colon = rest.lastIndexOf(':');
    boolean port = colon >= 0 && rest.indexOf(']') < colon;
    String name = port ? rest.substring(0, colon) : rest;
    return "tcp://"
        + (name.isEmpty() ? "localhost" : name)
        + ":"
        + (port ? rest.substring(colon + 1) : tls ? TLS_PORT : PLAIN_PORT);
  }

  private static UsageException wrong(String host, String what) {
    return new UsageException("DOCKER_HOST: '%s' %s.".formatted(host, what));
  }

  private static Path certificates(Map<String, String> environment, Path folder) {
    String named = variable(environment, "DOCKER_CERT_PATH");
    Path path = named.isEmpty() ? folder : Path.of(named);
    for (String each : CERTIFICATES) {
      if (!Files.isReadable(path.resolve(each))) {
        throw new UsageException(
            "DOCKER_TLS_VERIFY is set, and there is no %s. Put %s there, or set DOCKER_CERT_PATH."
                .formatted(path.resolve(each), String.join(", ", CERTIFICATES)));
      }
    }
    return path;
  }

  private static void requireContext(Path folder, String context) {
    Path meta = folder.resolve("contexts").resolve("meta").resolve(sha256(context));
    if (!Files.isReadable(meta.resolve("meta.json"))) {
      throw new UsageException(
          "Docker's context '%s' is not in %s. 'docker context ls' shows those that are; set DOCKER_CONTEXT to one."
              .formatted(context, folder));
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Podman's socket, where there is none of Docker. */
  private static Optional<String> podman(Map<String, String> environment) {
    if (Files.exists(Path.of("/var/run/docker.sock"))) {
      return Optional.empty();
    }
    String own = environment.getOrDefault("XDG_RUNTIME_DIR", "/run") + "/podman/podman.sock";
    return List.of(own, "/run/podman/podman.sock").stream()
        .filter(path -> Files.exists(Path.of(path)))
        .map(path -> "unix://" + path)
        .findFirst();
  }
}
