package io.millrace.kubernetes;

import io.millrace.runtime.container.OutputMark;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.log.LineSplitter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the container of one pod prints: each line once, in order, over all interruptions, until the
 * last one after its end. No thread waits for it.
 */
final class PodLog {
  private static final int PAUSE_MILLIS = 1000;
  private static final int PATIENCE_SECONDS = 20;
  private static final int ATTEMPTS_AFTER_END = 5;

  private final LogConnections connections;
  private final String namespace;
  private final String pod;
  private final ScheduledExecutorService timer;
  private final BiConsumer<LogStream, byte[]> lines;
  private final Runnable atEnd;
  private final Runnable trouble;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private final LogPosition position = new LogPosition();
  private LogConnections.@Nullable Stream stream;
  private boolean ended;
  private boolean stopped;
  private boolean forbidden;
  private int attemptsAfterEnd;

  /** Whether what comes next goes on with a line that is too long to come at once. */
  private boolean inParts;

  /** How many lines are to be left out, as they have come before. */
  private int repeated;

  /** Whether the line that came last was left out. */
  private boolean leftOut;

  /**
   * @param atEnd is called when the task says that its result is stored
   * @param trouble is called if this user may not read logs
   */
  PodLog(
      LogConnections connections,
      String namespace,
      String pod,
      ScheduledExecutorService timer,
      BiConsumer<LogStream, byte[]> lines,
      Runnable atEnd,
      Runnable trouble) {
    this.connections = connections;
    this.namespace = namespace;
    this.pod = pod;
    this.timer = timer;
    this.lines = lines;
    this.atEnd = atEnd;
    this.trouble = trouble;
  }

  /** Begins; the container must have started. */
  synchronized void follow() {
    if (stream != null || stopped || complete.isDone()) {
      return;
    }
    repeated = position.repeated();
    inParts = false;
    LineSplitter splitter = new LineSplitter(this::line);
    boolean afterEnd = ended;
    LogConnections.Stream opened =
        connections.follow(namespace, pod, position.since(), bytes -> take(bytes, splitter));
    stream = opened;
    var unused = opened.end().whenComplete((done, failure) -> closed(splitter, failure, afterEnd));
  }

  private static void take(ByteBuffer bytes, LineSplitter splitter) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    splitter.take(copy, copy.length);
  }

  /**
   * The stream has ended: with the container, or because something between here and there has.
   *
   * @param afterEnd whether it was opened when the container had ended
   */
  private synchronized void closed(
      LineSplitter splitter, @Nullable Throwable failure, boolean afterEnd) {
    stream = null;
    if (failure == null && afterEnd) {
      splitter.end(); // else a line that was cut comes again as a whole
    }
    if (stopped || failure instanceof CancellationException) {
      return;
    }
    boolean gone = false;
    if (failure instanceof LogConnections.Refused refused) {
      gone = refused.isGone();
      forbidden = refused.isForbidden();
    }
    if (forbidden) {
      trouble.run();
    }
    if (ended && (gone || forbidden || (failure == null && afterEnd))) {
      complete.complete(null);
    } else if (ended && ++attemptsAfterEnd > ATTEMPTS_AFTER_END) {
      complete.complete(null);
    } else if (ended && failure == null) {
      follow(); // what the container has printed since
    } else if (!forbidden) {
      timer.schedule(this::follow, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The container has ended; the result is complete when its last line has come. */
  synchronized CompletableFuture<Void> end() {
    if (!ended && forbidden) {
      complete.complete(null);
    } else if (!ended) {
      ended = true;
      timer.schedule(this::stop, PATIENCE_SECONDS, TimeUnit.SECONDS);
      follow();
    }
    return complete;
  }

  /** Ends it, whether all has come or not. */
  void stop() {
    LogConnections.Stream open;
    synchronized (this) {
      stopped = true;
      open = stream;
    }
    complete.complete(null);
    if (open != null) {
      open.cancel(); // what comes meanwhile wants this lock
    }
  }

  /**
   * A line begins with its time, and a space. What does not is no line of the container, but the
   * kubelet's word on why there is none now; or the rest of a line that came in parts.
   */
  private synchronized void line(byte[] line, boolean ends) {
    boolean rest = inParts;
    inParts = !ends;
    if (rest) {
      if (!leftOut) {
        give(line);
      }
      return;
    }
    int space = indexOfSpace(line);
    Optional<Instant> time =
        LogPosition.time(new String(line, 0, Math.max(space, 0), StandardCharsets.US_ASCII));
    leftOut = time.isEmpty() || repeated > 0;
    if (leftOut) {
      repeated -= time.isEmpty() ? 0 : 1;
      return;
    }
    position.received(time.get());
    give(Arrays.copyOfRange(line, space + 1, line.length));
  }

  private static int indexOfSpace(byte[] line) {
    int space = 0;
    while (space < line.length && line[space] != ' ') {
      space++;
    }
    return space < line.length ? space : -1;
  }

  private void give(byte[] text) {
    if (OutputMark.isEnd(text)) {
      atEnd.run();
    } else if (OutputMark.isOn(text)) {
      lines.accept(LogStream.STDERR, OutputMark.remove(text));
    } else {
      lines.accept(LogStream.STDOUT, text);
    }
  }
}
