package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.StorageProvider;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that breaks off is asked for again, wherever it breaks off. */
class WholeAnswersTest {
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\nContent-Length: 0\r\n\r\n";

  @BeforeAll
  static void setCredentials() {
    System.setProperty("aws.accessKeyId", "tester");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterAll
  static void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Busy\r\nContent-Type: application/xml\r\nContent-Length: 167\r\n\r\n",
        "HTTP/1.1 503 Busy\r\nContent-Type: application/xml\r\nContent-Length: 167\r\n\r\n<Error><Co",
        "HTTP/1.1 200 OK\r\nETag: \"d41d8\"\r\nContent-Type: application/xml\r\nContent-Length: 99\r\n\r\n",
        "HTTP/1.1 200 OK\r\nETag: \"d41",
        "HTTP/1.1 5",
        ""
      })
  void isAskedForAgain(String cut) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try (Socket socket = server.accept()) {
                    String answer = asked.getAndIncrement() == 0 ? cut : WHOLE;
                    read(
                        new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  } catch (IOException e) {
                    // the server is closed, or the client has gone
                  }
                }
              },
              "answering");
      answering.start();
      String url = "http://127.0.0.1:" + server.getLocalPort();
      Storage storage =
          StorageProvider.find("s3")
              .orElseThrow()
              .open("s3://acme-data/" + server.getLocalPort(), settings(url));
      storage.write("key", "text".getBytes(StandardCharsets.US_ASCII));
    }
    assertTrue(asked.get() >= 2, () -> "asked " + asked + " times");
    assertEquals(2, asked.get());
  }

  private static Map<String, String> settings(String url) {
    return Map.of("METAFLOW_S3_ENDPOINT_URL", url, "METAFLOW_S3_RETRY_COUNT", "3");
  }

  /** Headers, and the content that they announce. */
  private static void read(InputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head.append((char) next);
    }
    List<String> lengths =
        head.toString()
            .lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .map(line -> line.substring("content-length:".length()).strip())
            .toList();
    if (!lengths.isEmpty()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      in.readNBytes(Integer.parseInt(lengths.get(0)));
    }
  }
}
