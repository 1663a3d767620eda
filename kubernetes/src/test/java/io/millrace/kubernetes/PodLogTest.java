package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Follows logs of a server that does what API servers do on bad days. */
class PodLogTest {
  private static final String FIRST = "2026-11-24T12:00:01.100000000Z first\n";
  private static final String SECOND = "2026-11-24T12:00:02.200000000Z second\n";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<String> queries = new LinkedBlockingQueue<>();
  private HttpServer server;
  private LogConnections connections;

  private interface Answer {
    void to(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .build();
    connections = new LogConnections(config);
  }

  @AfterEach
  void stop() {
    connections.close();
    server.stop(0);
    timer.shutdownNow();
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/version")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        queries.add(exchange.getRequestURI().getQuery());
        answers.getOrDefault(path.split("/")[6], text("")).to(exchange);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Answer text(String text) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  private PodLog log(String pod) {
    return new PodLog(
        connections,
        "flows",
        pod,
        timer,
        (stream, line) -> lines.add(stream + " " + new String(line, StandardCharsets.UTF_8)),
        () -> {},
        () -> troubles.add(pod));
  }

  private String line() throws InterruptedException {
    return lines.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void aContainerThatPrintsNothingHoldsUpNoOther() throws Exception {
    CountDownLatch printed = new CountDownLatch(1);
    answers.put("silent", exchange -> printed.await(60, TimeUnit.SECONDS));
    answers.put("loud", text(FIRST));
    PodLog silent = log("silent");
    silent.follow();
    assertTrue(queries.poll(30, TimeUnit.SECONDS) != null);
    log("loud").follow();
    assertEquals("STDOUT first", line());
    silent.stop();
    printed.countDown();
  }

  @Test
  void whatWasCutOffComesOnceAndWhole() throws Exception {
    answers.put(
        "pod",
        exchange -> {
          answers.put("pod", text(FIRST + SECOND));
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write((FIRST + SECOND.substring(0, 33)).getBytes(StandardCharsets.UTF_8));
        });
    PodLog log = log("pod");
    log.follow();
    assertEquals("STDOUT first", line());
    log.end().get(30, TimeUnit.SECONDS);
    assertEquals("STDOUT second", line());
    assertEquals(List.of(), List.copyOf(lines));
    queries.take();
    assertTrue(queries.take().contains("sinceTime=2026-11-24T12:00:01Z"));
  }

  @Test
  void whoMayNotReadLogsHearsItAndIsNotHeldUp() throws Exception {
    answers.put("pod", exchange -> exchange.sendResponseHeaders(403, -1));
    PodLog log = log("pod");
    log.follow();
    assertEquals("pod", troubles.poll(30, TimeUnit.SECONDS));
    log.end().get(30, TimeUnit.SECONDS);
    assertEquals(1, queries.size());
  }

  @Test
  void aPodThatIsGoneHasNoMoreToTell() throws Exception {
    answers.put("pod", exchange -> exchange.sendResponseHeaders(404, -1));
    log("pod").end().get(30, TimeUnit.SECONDS);
    assertEquals(1, queries.size());
  }

  /** While thousands of lines come in, and each wants the log for itself. */
  @Test
  void itCanBeStoppedWhileALotComes() throws Exception {
    answers.put("pod", text(FIRST.repeat(200_000)));
    for (int i = 0; i < 5; i++) {
      PodLog log = log("pod");
      log.follow();
      assertEquals("STDOUT first", line());
      threads.submit(log::stop).get(30, TimeUnit.SECONDS);
      assertTrue(log.end().isDone());
    }
  }
}
