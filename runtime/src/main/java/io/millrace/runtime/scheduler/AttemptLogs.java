package io.millrace.runtime.scheduler;

import io.millrace.runtime.compute.TaskEvents.Ending;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.log.TaskLog;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an attempt prints, and what is said of it, until both are stored. */
final class AttemptLogs {
  private static final Pattern CRASH = Pattern.compile("# +(SIG[A-Z]+) \\(0x");

  private final boolean independent;
  private final TaskLog out;
  private final TaskLog err;

  /** What is said of it: apart, where the task stores its own. */
  private final TaskLog own;

  private String crash = "";

  /**
   * @param independent whether the task stores what it prints by itself
   */
  AttemptLogs(boolean independent) {
    TaskLog.Source source = independent ? TaskLog.Source.TASK : TaskLog.Source.RUNTIME;
    this.independent = independent;
    this.out = new TaskLog(source);
    this.err = new TaskLog(source);
    this.own = independent ? new TaskLog(TaskLog.Source.RUNTIME) : err;
  }

  void printed(LogStream stream, byte[] line) {
    (stream == LogStream.STDOUT ? out : err).add(line);
    if (line.length > 0 && line[0] == '#') {
      Matcher report = CRASH.matcher(new String(line, StandardCharsets.US_ASCII));
      crash = report.lookingAt() ? report.group(1) : crash;
    }
  }

  /** The signal that Java's virtual machine has reported before it ended, if it has. */
  Optional<String> crash() {
    return Optional.of(crash).filter(signal -> !signal.isEmpty());
  }

  void notice(byte[] line) {
    own.add(line);
  }

  /** It has failed; a task that could tell why itself has done so. */
  void failed(String why, Ending ending) {
    if (ending.lost() || (!why.isEmpty() && err.isEmpty())) {
      own.conclude("Task failed: " + why + ".");
    }
    if (ending.killed()) {
      own.conclude("[KILLED BY ORCHESTRATOR]");
    }
  }

  /** Stores each, once, by {@code records}. */
  void store(AttemptStore store, Records records) {
    if (independent) {
      // it has stored what it knew of, and its machine knows of more, unless it could not be heard
      records.write(() -> storeIfLonger(store, LogStream.STDOUT, out));
      records.write(() -> storeIfLonger(store, LogStream.STDERR, err));
    } else {
      records.write(() -> store(out, content -> store.log(LogStream.STDOUT, content)));
    }
    records.write(() -> store(own, content -> store.log(LogStream.STDERR, content)));
  }

  private static void storeIfLonger(AttemptStore store, LogStream stream, TaskLog log) {
    store(
        log,
        content -> {
          if (content.length > store.taskLog(stream).length) {
            store.taskLog(stream, content);
          }
        });
  }

  private static void store(TaskLog log, Consumer<byte[]> action) {
    try (log) {
      action.accept(log.content());
    }
  }
}
