package io.millrace.registry;

import io.millrace.testing.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import land.oras.Annotations;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.Index;
import land.oras.Layer;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.Platform;
import land.oras.Registry;

/** A real registry server on this machine. */
final class LocalRegistry implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

  private final Process process;
  private final int port;
  private final Registry client;

  private LocalRegistry(Process process, int port, Registry client) {
    this.process = process;
    this.port = port;
    this.client = client;
  }

  /** Starts one in {@code folder} that lets in whoever comes. */
  static LocalRegistry open(Path folder) throws Exception {
    return start(folder, "", "", "");
  }

  /** Starts one that wants a login, by the bcrypt hash of its password. */
  static LocalRegistry closed(Path folder, String user, String password, String hash)
      throws Exception {
    Path file = Files.writeString(folder.resolve("htpasswd"), user + ":" + hash + "\n");
    String auth = "auth: {htpasswd: {realm: tests, path: " + file + "}}\n";
    return start(folder, auth, user, password);
  }

  private static LocalRegistry start(Path folder, String auth, String user, String password)
      throws Exception {
    Component.REGISTRY.require(PROGRAM);
    int port = freePort();
    String settings =
        """
        version: 0.1
        log: {level: error}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(folder.resolve("data"), port);
    Path config = Files.writeString(folder.resolve("config.yml"), settings + auth);
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    awaitPort(process, port, folder);
    Registry.Builder client = Registry.builder();
    client =
        user.isEmpty() ? client.insecure() : client.insecure("127.0.0.1:" + port, user, password);
    return new LocalRegistry(process, port, client.build());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitPort(Process process, int port, Path folder) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        process.waitFor(20, TimeUnit.MILLISECONDS); // it does not listen yet
      }
    }
    throw new IllegalStateException(
        "The registry does not start:\n" + Files.readString(folder.resolve("registry.log")));
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** Pushes an image for one platform; returns its digest. */
  String push(String repository, String tag, String platform) {
    return manifest(reference(repository, tag), platform).getDescriptor().getDigest();
  }

  /** Pushes an index of images for several platforms; returns its digest. */
  String pushIndex(String repository, String tag, List<String> platforms) {
    ContainerRef reference = reference(repository, tag);
    List<ManifestDescriptor> manifests =
        platforms.stream()
            .map(
                platform ->
                    manifest(reference(repository, platform.replace('/', '-')), platform)
                        .getDescriptor()
                        .withPlatform(Platform.of(platform.split("/")[0], platform.split("/")[1])))
            .toList();
    return client.pushIndex(reference, Index.fromManifests(manifests)).getDescriptor().getDigest();
  }

  private ContainerRef reference(String repository, String tag) {
    return ContainerRef.parse(host() + "/" + repository + ":" + tag);
  }

  private Manifest manifest(ContainerRef reference, String platform) {
    String config =
        "{\"os\": \"%s\", \"architecture\": \"%s\", \"rootfs\": {\"type\": \"layers\", \"diff_ids\": []}}"
            .formatted(platform.split("/")[0], platform.split("/")[1]);
    Layer pushedConfig = client.pushBlob(reference, config.getBytes(StandardCharsets.UTF_8));
    Layer layer = client.pushBlob(reference, new byte[1_000]);
    Manifest manifest =
        Manifest.empty()
            .withConfig(Config.fromBlob("application/vnd.oci.image.config.v1+json", pushedConfig))
            .withLayers(List.of(layer))
            .withAnnotations(Map.of(Annotations.class.getSimpleName(), platform));
    return client.pushManifest(reference, manifest);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
