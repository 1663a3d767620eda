package io.millrace.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections over which logs are followed. An API server allows 100 streams on each by
 * default, and requests and watches need room on theirs; so each connection here has some fewer,
 * and there are as many as it takes.
 */
final class LogConnections implements AutoCloseable {
  private static final int STREAMS = 80;

  private final Config config;
  private final List<Connection> connections = new ArrayList<>();
  private boolean closed;

  LogConnections(Config config) {
    this.config = config;
  }

  /** One connection, as each client has one of its own. */
  private static final class Connection {
    final KubernetesClient client;
    int streams;

    /** Complete when the first request was answered; many at once would each open a connection. */
    private @Nullable CompletableFuture<?> open;

    Connection(KubernetesClient client) {
      this.client = client;
    }

    synchronized CompletableFuture<HttpResponse<AsyncBody>> ask(
        String url, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      HttpClient http = client.getHttpClient();
      HttpRequest request = http.newHttpRequestBuilder().uri(url).forStreaming().build();
      if (open != null) {
        return open.handle((answer, failure) -> answer)
            .thenCompose(any -> http.consumeBytes(request, consumer));
      }
      CompletableFuture<HttpResponse<AsyncBody>> first = http.consumeBytes(request, consumer);
      open = first;
      return first;
    }
  }

  /** What a container prints, as it comes. */
  static final class Stream {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable AsyncBody body;
    private boolean cancelled;

    Stream(Runnable release) {
      var unused = end.whenComplete((done, failure) -> release.run());
    }

    /**
     * Completes when the container has ended and all that it printed has come; with a failure if
     * something else ended it, a {@link Refused} if the server sends nothing.
     */
    CompletableFuture<Void> end() {
      return end;
    }

    private synchronized void begun(AsyncBody begun) {
      body = begun;
      if (cancelled) {
        begun.cancel();
      } else {
        begun.consume();
      }
    }

    /** Ends it; nobody is told. */
    synchronized void cancel() {
      cancelled = true;
      if (body != null) {
        body.cancel();
      }
      end.cancel(false);
    }
  }

  /** The server has answered that there is no log, or none now. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Refused(int code) {
      super("the API server answered " + code);
      this.code = code;
    }

    /** Whether there is no such pod any more. */
    boolean isGone() {
      return code == 404;
    }
  }

  /**
   * Follows the log of a task's container, each line with its time.
   *
   * @param since the time of the first line, in whole seconds; empty for all
   * @param bytes is given what comes, in order
   */
  Stream follow(String namespace, String pod, Optional<Instant> since, Consumer<ByteBuffer> bytes) {
    Connection connection = take();
    Stream stream = new Stream(() -> release(connection));
    String url =
        "%sapi/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true%s"
            .formatted(
                connection.client.getMasterUrl(),
                namespace,
                pod,
                JobSpec.TASK,
                since.map(time -> "&sinceTime=" + time).orElse(""));
    var unused =
        connection
            .ask(
                url,
                (buffers, body) -> {
                  buffers.forEach(bytes);
                  body.consume();
                })
            .thenCompose(answer -> read(answer, stream))
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    stream.end.complete(null);
                  } else {
                    stream.end.completeExceptionally(
                        failure.getCause() == null ? failure : failure.getCause());
                  }
                });
    return stream;
  }

  private static CompletableFuture<Void> read(HttpResponse<AsyncBody> answer, Stream stream) {
    if (!answer.isSuccessful()) {
      answer.body().cancel();
      return CompletableFuture.failedFuture(new Refused(answer.code()));
    }
    stream.begun(answer.body());
    return answer.body().done();
  }

  private synchronized Connection take() {
    if (closed) {
      throw new IllegalStateException("The run is over.");
    }
    for (Connection each : connections) {
      if (each.streams < STREAMS) {
        each.streams++;
        return each;
      }
    }
    Connection opened = new Connection(new KubernetesClientBuilder().withConfig(config).build());
    opened.streams = 1;
    connections.add(opened);
    return opened;
  }

  private synchronized void release(Connection connection) {
    connection.streams--;
  }

  @Override
  public synchronized void close() {
    closed = true;
    connections.forEach(each -> each.client.close());
  }
}
