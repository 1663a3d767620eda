package io.millrace.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
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

    private @Nullable CompletableFuture<?> open;

    Connection(KubernetesClient client) {
      this.client = client;
    }

    /**
     * Complete when a first request was answered, one way or the other: many at once would open a
     * connection each. A log itself is answered only when there is a line in it.
     */
    synchronized CompletableFuture<?> open() {
      if (open == null) {
        HttpClient http = client.getHttpClient();
        String url = client.getMasterUrl() + "version";
        open =
            http.sendAsync(http.newHttpRequestBuilder().uri(url).build(), byte[].class)
                .handle((answer, failure) -> url);
      }
      return open;
    }

    /** It may have to be opened again. */
    synchronized void lost() {
      open = null;
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

    /** What has come already is delivered within this call, so no lock is held meanwhile. */
    private void begun(AsyncBody begun) {
      boolean unwanted;
      synchronized (this) {
        body = begun;
        unwanted = cancelled;
      }
      if (unwanted) {
        begun.cancel();
      } else {
        begun.consume();
      }
    }

    /** Ends it; nobody is told. */
    void cancel() {
      AsyncBody begun;
      synchronized (this) {
        cancelled = true;
        begun = body;
      }
      if (begun != null) {
        begun.cancel();
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
      return code == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether this user may not read logs. */
    boolean isForbidden() {
      return code == HttpURLConnection.HTTP_FORBIDDEN
          || code == HttpURLConnection.HTTP_UNAUTHORIZED;
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
    HttpClient http = connection.client.getHttpClient();
    HttpRequest request = http.newHttpRequestBuilder().uri(url).forStreaming().build();
    AsyncBody.Consumer<List<ByteBuffer>> consumer =
        (buffers, body) -> {
          buffers.forEach(bytes);
          body.consume();
        };
    var unused =
        connection
            .open()
            .thenCompose(any -> http.consumeBytes(request, consumer))
            .thenCompose(answer -> read(answer, stream))
            .whenComplete((done, failure) -> ended(connection, stream, failure));
    return stream;
  }

  private static void ended(Connection connection, Stream stream, @Nullable Throwable failure) {
    if (failure == null) {
      stream.end.complete(null);
      return;
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (!(cause instanceof Refused)) {
      connection.lost();
    }
    stream.end.completeExceptionally(cause);
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

  /** Those who wait for a log hear of it within this, so no lock is held. */
  @Override
  public void close() {
    List<Connection> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(connections);
    }
    open.forEach(each -> each.client.close());
  }
}
