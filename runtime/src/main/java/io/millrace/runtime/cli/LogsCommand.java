package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.log.TaskLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code logs}: what tasks have printed. */
final class LogsCommand implements Command {
  @Override
  public String name() {
    return "logs";
  }

  @Override
  public String description() {
    return "Prints what tasks have printed.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(
        Options.operand(
            0, "PATHSPEC", false, "RUN, RUN/STEP or RUN/STEP/TASK. Default: the latest run."));
    spec.addOption(Options.flag("--stdout", "Prints only standard output."));
    spec.addOption(Options.flag("--stderr", "Prints only standard error."));
    spec.addOption(Options.flag("--timestamps", "Prints when each line was printed."));
    spec.addOption(Options.text("--attempt", "N", "The attempt, from 0. Default: the latest."));
    Options.addDatastore(spec);
  }

  @Override
  public List<String> examples() {
    return List.of("logs", "logs 1712/train/5 --stderr --timestamps");
  }

  @Override
  public int execute(Invocation invocation) {
    List<TaskPath> tasks = TaskOperand.read(invocation);
    for (TaskPath task : tasks) {
      int latest = invocation.datastore().latestAttempt(task).orElse(0);
      int attempt =
          invocation.string("--attempt").map(text -> attempt(text, latest)).orElse(latest);
      String prefix = tasks.size() > 1 ? "[" + task.step() + "/" + task.task() + "] " : "";
      for (TaskLog.Line line : lines(invocation, invocation.datastore().attempt(task, attempt))) {
        String time = invocation.flag("--timestamps") ? line.time() + " " : "";
        invocation.print(time + prefix + line.text());
      }
    }
    return 0;
  }

  private static int attempt(String text, int latest) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new io.millrace.runtime.config.UsageException(
          "--attempt: '%s' is not a valid attempt. Give a number from 0 to %d."
              .formatted(text, latest));
    }
  }

  private static List<TaskLog.Line> lines(Invocation invocation, AttemptStore store) {
    List<TaskLog.Line> lines = new ArrayList<>();
    if (!invocation.flag("--stderr") || invocation.flag("--stdout")) {
      lines.addAll(TaskLog.read(store.log(LogStream.STDOUT)));
    }
    if (!invocation.flag("--stdout") || invocation.flag("--stderr")) {
      lines.addAll(TaskLog.read(store.log(LogStream.STDERR)));
    }
    lines.sort( // lines without a time last, as Metaflow shows them
        Comparator.comparing((TaskLog.Line line) -> line.time().isEmpty())
            .thenComparing(TaskLog.Line::time));
    return lines;
  }
}
