package io.millrace.runtime.terminal;

import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.scheduler.RunListener;
import io.millrace.runtime.scheduler.RunOutcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Prints a run as it happens: a line for each event and each line of output, and on a terminal how
 * far it is.
 */
public final class RunConsole implements RunListener {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int KEPT = 12;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final Style style;
  private final String flow;
  private final String program;
  private final boolean quiet;
  private final long began = System.nanoTime();
  private final Map<String, Deque<String>> lastErrors = new LinkedHashMap<>();
  private String run = "";
  private String progress = "";
  private long drawn;
  private boolean shown;

  /**
   * @param out where to print
   * @param style colours or none, a progress line or none
   * @param flow the flow's name
   * @param program how the user starts this program, for advice
   * @param quiet whether to print failures and the end alone
   */
  public RunConsole(PrintStream out, Style style, String flow, String program, boolean quiet) {
    this.out = out;
    this.style = style;
    this.flow = flow;
    this.program = program;
    this.quiet = quiet;
  }

  /**
   * How to print.
   *
   * @param colours whether to use them
   * @param live whether to draw a progress line and redraw it
   */
  public record Style(boolean colours, boolean live) {
    String paint(String code, String text) {
      return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
  }

  @Override
  public void runStarted(String id) {
    run = id;
    event("Run " + style.paint("1", flow + "/" + id) + " starts.");
  }

  @Override
  public void cloned(int tasks) {
    event(
        tasks == 1 ? "1 finished task is taken over." : tasks + " finished tasks are taken over.");
  }

  @Override
  public void notice(String news) {
    event(news);
  }

  @Override
  public void taskStarted(String task, int attempt) {
    event(prefix(task) + (attempt == 0 ? "starts." : "starts, attempt " + (attempt + 1) + "."));
  }

  @Override
  public void printed(String task, LogStream stream, byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    if (stream == LogStream.STDERR) {
      Deque<String> kept = lastErrors.computeIfAbsent(task, unused -> new ArrayDeque<>());
      kept.add(text);
      if (kept.size() > KEPT * 4) {
        kept.remove();
      }
    }
    if (!quiet) {
      wipe();
      String start = stamp() + prefix(task);
      out.print(start);
      print(redrawn(text, start));
      redraw();
    }
  }

  /** What a program draws over itself, such as a progress bar, keeps the task's name before it. */
  private static String redrawn(String text, String start) {
    return text.indexOf('\r') < 0
        ? text
        : text.replaceFirst("\r+$", "").replaceAll("\r+", "\r" + Matcher.quoteReplacement(start));
  }

  @Override
  public void taskDone(String task) {
    lastErrors.remove(task);
    event(prefix(task) + style.paint("32", "done."));
  }

  @Override
  public void split(String task, int splits) {
    event(prefix(task) + "splits into " + splits + (splits == 1 ? " task." : " tasks."));
  }

  @Override
  public void taskRetried(String task, String why, Duration delay) {
    String when = delay.isZero() ? "at once" : "in " + elapsed(delay);
    event(prefix(task) + style.paint("33", failed(task, why) + " Trying again " + when + "."));
    lastErrors.remove(task);
  }

  @Override
  public void taskCaught(String task, String why) {
    event(prefix(task) + style.paint("33", failed(task, why) + " Caught by its @Catch."));
    lastErrors.remove(task);
  }

  @Override
  public void taskFailed(String task, String why) {
    event(prefix(task) + style.paint("31", failed(task, why)));
  }

  @Override
  public void progress(int done, int running, int failed, int known) {
    if (!style.live) {
      return;
    }
    progress =
        done
            + " done, "
            + running
            + " running, "
            + failed
            + " failed, of "
            + known
            + " known tasks, "
            + elapsed(Duration.ofNanos(System.nanoTime() - began));
    if (System.nanoTime() - drawn > REDRAW_NANOS) {
      draw();
    }
  }

  @Override
  public void runEnded(RunOutcome outcome) {
    wipe();
    String after = " after " + elapsed(Duration.ofNanos(System.nanoTime() - began)) + ".";
    switch (outcome.state()) {
      case DONE ->
          print(stamp() + "Run " + flow + "/" + run + " is " + style.paint("1;32", "done") + after);
      case FAILED -> {
        outcome.failures().forEach(this::explain);
        print(stamp() + "Run " + flow + "/" + run + style.paint("1;31", " failed") + after);
        outcome.failures().stream()
            .findFirst()
            .ifPresent(
                failure ->
                    print("  Its log:      " + program + " logs " + run + "/" + failure.task()));
        print("  To go on:     " + program + " resume --origin-run-id " + run);
      }
      case INTERRUPTED -> {
        print(
            stamp() + "Run " + flow + "/" + run + style.paint("1;33", " was interrupted") + after);
        print("  To go on:     " + program + " resume --origin-run-id " + run);
      }
    }
    out.flush();
  }

  /** That it failed, and why, if what it has printed does not say so. */
  private String failed(String task, String why) {
    return !quiet && hasTold(task, why) ? "failed." : "failed: " + sentence(why);
  }

  private boolean hasTold(String task, String why) {
    Deque<String> told = lastErrors.get(task);
    return told != null && told.contains(why);
  }

  /** The user's own exception, where nothing else is printed. */
  private void explain(RunOutcome.Failure failure) {
    if (!quiet) {
      return; // it stands above
    }
    print("");
    boolean told = hasTold(failure.task(), failure.why());
    String why = told ? " failed:" : " failed: " + failure.why();
    print(style.paint("1;31", "Task " + failure.task() + why));
    lastErrors.getOrDefault(failure.task(), new ArrayDeque<>()).stream()
        .limit(KEPT)
        .forEach(line -> print("    " + line));
    print("");
  }

  private static String sentence(String why) {
    return why.endsWith(".") || why.endsWith("!") || why.endsWith("?") ? why : why + ".";
  }

  private String prefix(String task) {
    return style.paint("36", "[" + task + "]") + " ";
  }

  private void event(String line) {
    if (!quiet) {
      wipe();
      print(stamp() + line);
      redraw();
    }
  }

  private void redraw() {
    if (style.live) {
      draw();
    }
  }

  private void print(String line) {
    out.println(line);
  }

  private String stamp() {
    return style.paint("2", LocalTime.now().format(TIME)) + " ";
  }

  private void draw() {
    wipe();
    out.print(style.paint("2", progress));
    out.flush();
    drawn = System.nanoTime();
    shown = true;
  }

  private void wipe() {
    if (shown) {
      out.print("\r\u001b[2K");
      shown = false;
    }
  }

  /** Without a formatter: what it loads of locales takes a short run tens of milliseconds. */
  private static String elapsed(Duration time) {
    if (time.toMinutes() > 0) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    long tenths = (time.toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }
}
