package io.millrace.examples;

import io.millrace.testing.Component;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real image registry of this machine that wants a login. */
final class PrivateRegistry implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Path PASSWORDS = Path.of("/usr/bin/htpasswd");
  private static final String USER = "tester";
  private static final String PASSWORD = "secret-of-the-tests";

  private final Process process;
  private final int port;
  private final Path folder;

  private PrivateRegistry(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  static PrivateRegistry start(Path folder) throws Exception {
    Component.REGISTRY.require(PROGRAM, PASSWORDS);
    Path passwords = folder.resolve("htpasswd");
    FlowProcess.Result made =
        FlowProcess.process(
            folder,
            List.of(PASSWORDS.toString(), "-Bbc", passwords.toString(), USER, PASSWORD),
            Map.of());
    if (made.code() != 0) {
      throw new IllegalStateException("htpasswd fails:\n" + made.err());
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "127.0.0.1:%d"}
            auth: {htpasswd: {realm: tests, path: %s}}
            """
                .formatted(folder.resolve("data"), port, passwords));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return new PrivateRegistry(process, port, folder);
      } catch (IOException e) {
        process.waitFor(20, TimeUnit.MILLISECONDS); // it does not listen yet
      }
    }
    throw new IllegalStateException(
        "The registry does not start:\n" + Files.readString(folder.resolve("log")));
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** A folder with Docker's configuration that has the login, for {@code DOCKER_CONFIG}. */
  Path login() throws IOException {
    String auth =
        Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    Path config = Files.createDirectories(folder.resolve("docker"));
    Files.writeString(
        config.resolve("config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host(), auth));
    return config;
  }

  /** As {@link #login}, but a program has the secret, as Docker's credential helpers have. */
  Path loginByHelper(Path programs) throws IOException {
    Path helper = Files.createDirectories(programs).resolve("docker-credential-tests");
    Files.writeString(
        helper,
        "#!/bin/sh\ncat >/dev/null\necho '{\"ServerURL\": \"%s\", \"Username\": \"%s\", \"Secret\": \"%s\"}'\n"
            .formatted(host(), USER, PASSWORD));
    if (!helper.toFile().setExecutable(true)) {
      throw new IOException(helper + " cannot be made a program.");
    }
    Path config = Files.createDirectories(folder.resolve("helped"));
    Files.writeString(
        config.resolve("config.json"), "{\"credHelpers\": {\"%s\": \"tests\"}}".formatted(host()));
    return config;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
