package io.millrace.examples;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real server of S3's protocol, with one bucket. */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "acme-data";
  static final String ROOT = "s3://" + BUCKET + "/metaflow";

  private final Process process;
  private final String host;
  private final int port;

  private S3Server(Process process, String host, int port) {
    this.process = process;
    this.host = host;
    this.port = port;
  }

  static S3Server start(Path folder) throws IOException, InterruptedException {
    return start(folder, "127.0.0.1");
  }

  /** One that is reached at an address of this machine. */
  static S3Server start(Path folder, String host) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                FlowProcess.metaflow().resolve("bin/moto_server").toString(),
                "-H",
                host,
                "-p",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile())
            .start();
    S3Server server = new S3Server(process, host, port);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        server.makeBucket();
        return server;
      } catch (IOException e) {
        process.waitFor(50, TimeUnit.MILLISECONDS); // it does not listen yet
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "moto_server does not start: " + FlowProcess.read(folder.resolve("moto.log")));
  }

  private void makeBucket() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    int code =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (code != 200) {
      throw new IllegalStateException("The bucket cannot be made: " + code);
    }
  }

  /** Puts a file beside the data of runs; returns where anybody can read it. */
  String put(String name, Path file) throws IOException, InterruptedException {
    URI uri = URI.create(url() + "/" + BUCKET + "/" + name);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("x-amz-acl", "public-read")
            .PUT(HttpRequest.BodyPublishers.ofFile(file))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(uri + " cannot be written: " + answer.body());
    }
    return uri.toString();
  }

  int port() {
    return port;
  }

  String url() {
    return "http://" + host + ":" + port;
  }

  /** The variables of a process that keeps its data here, reached at {@code url}. */
  static Map<String, String> environment(String url) {
    return Map.of(
        "METAFLOW_DEFAULT_DATASTORE", "s3",
        "METAFLOW_DATASTORE_SYSROOT_S3", ROOT,
        "METAFLOW_S3_ENDPOINT_URL", url,
        "AWS_ACCESS_KEY_ID", "tester",
        "AWS_SECRET_ACCESS_KEY", "secret-of-the-tests",
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
