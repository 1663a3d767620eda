package io.millrace.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.millrace.runtime.compute.LineSplitter;
import io.millrace.runtime.container.OutputMark;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the container of one pod prints: each line once, in order, over all interruptions, until the
 * last one after its end. No thread waits for it.
 */
final class PodLog {
  private static final int PAUSE_MILLIS = 1000;
  private static final int PATIENCE_SECONDS = 20;
  private static final int ATTEMPTS_AFTER_END = 5;
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

  private final Cluster cluster;
  private final String namespace;
  private final String pod;
  private final ScheduledExecutorService timer;
  private final BiConsumer<LogStream, byte[]> lines;
  private final Runnable atEnd;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private @Nullable LogWatch watch;
  private boolean open;
  private boolean ended;
  private int attemptsAfterEnd;

  /** Whether what comes next goes on with a line that is too long to come at once. */
  private boolean inParts;

  /** The time of the last line, and how many lines have it. */
  private String last = "";

  private int ofLast;

  /** How many lines of that time are to be left out, as they have come before. */
  private int repeated;

  /**
   * @param atEnd is called when the task says that its result is stored
   */
  PodLog(
      Cluster cluster,
      String namespace,
      String pod,
      ScheduledExecutorService timer,
      BiConsumer<LogStream, byte[]> lines,
      Runnable atEnd) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.pod = pod;
    this.timer = timer;
    this.lines = lines;
    this.atEnd = atEnd;
  }

  /** Begins; the container must have started. */
  synchronized void follow() {
    if (open || complete.isDone()) {
      return;
    }
    open = true;
    repeated = ofLast;
    LineSplitter splitter = new LineSplitter(this::line);
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            splitter.take(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + count), count);
          }
        };
    try {
      LogWatch started = cluster.follow(namespace, pod, last, out);
      watch = started;
      boolean afterEnd = ended;
      started.onClose().whenComplete((failure, e) -> closed(splitter, failure, afterEnd));
    } catch (KubernetesClientException e) {
      closed(splitter, e, ended);
    }
  }

  /**
   * The stream has ended: with the container, or because something between here and there has.
   *
   * @param afterEnd whether it was opened when the container had ended
   */
  private synchronized void closed(
      LineSplitter splitter, @Nullable Throwable failure, boolean afterEnd) {
    open = false;
    watch = null;
    if (failure == null) {
      splitter.end(); // a line that was cut would come again as a whole
    }
    if (complete.isDone()) {
      return;
    } else if (ended && failure == null && afterEnd) {
      complete.complete(null);
    } else if (ended && ++attemptsAfterEnd > ATTEMPTS_AFTER_END) {
      complete.complete(null);
    } else if (ended && failure == null) {
      follow(); // what the container has printed since
    } else {
      timer.schedule(this::follow, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The container has ended; the result is complete when its last line has come. */
  synchronized CompletableFuture<Void> end() {
    if (!ended) {
      ended = true;
      timer.schedule(() -> complete.complete(null), PATIENCE_SECONDS, TimeUnit.SECONDS);
      follow();
    }
    return complete;
  }

  synchronized void stop() {
    complete.complete(null);
    if (watch != null) {
      watch.close();
    }
  }

  /**
   * A line begins with its time, and a space. What does not is no line of the container, but the
   * API server's word on why there is none now; or the rest of a line that came in parts.
   */
  private synchronized void line(byte[] line) {
    boolean rest = inParts;
    inParts = line.length >= LineSplitter.LONGEST_LINE;
    int space = rest ? -1 : indexOfSpace(line);
    String time = new String(line, 0, Math.max(space, 0), StandardCharsets.US_ASCII);
    if (!rest && (!TIME.matcher(time).matches() || isOld(time))) {
      return;
    }
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

  private boolean isOld(String time) {
    int order = compare(time, last);
    if (order < 0) {
      return true;
    } else if (order > 0) {
      last = time;
      ofLast = 1;
      repeated = 0;
      return false;
    } else if (repeated > 0) {
      repeated--;
      return true;
    }
    ofLast++;
    return false;
  }

  /** RFC 3339 drops zeros at the end of fractions, so these are compared as if they were there. */
  private static int compare(String one, String other) {
    return padded(one).compareTo(padded(other));
  }

  private static String padded(String time) {
    if (time.isEmpty()) {
      return time;
    }
    String bare = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    return bare.contains(".") ? bare : bare + ".";
  }
}
