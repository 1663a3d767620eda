package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Suggestion;
import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.artifact.PythonText;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.TaskPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dump}: the artifacts of tasks. */
final class DumpCommand implements Command {
  private static final int LONGEST_VALUE = 1000;

  @Override
  public String name() {
    return "dump";
  }

  @Override
  public String description() {
    return "Prints the artifacts of tasks.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(
        Options.operand(
            0, "PATHSPEC", false, "RUN, RUN/STEP or RUN/STEP/TASK. Default: the latest run."));
    spec.addOption(Options.flag("--private", "Prints Metaflow's own artifacts too."));
    spec.addOption(
        Options.texts(
            "--include",
            "NAME[,NAME...]",
            "Prints only these artifacts; may be given several times."));
    spec.addOption(
        Options.number(
            "--max-value-size",
            "N",
            LONGEST_VALUE,
            "Artifacts whose pickle has more bytes than this are shown by type and size only."));
    Options.addDatastore(spec);
  }

  @Override
  public List<String> examples() {
    return List.of("dump", "dump 1712/train --include model,score");
  }

  @Override
  public int execute(Invocation invocation) {
    Set<String> included = included(invocation);
    Set<String> seen = new TreeSet<>();
    for (TaskPath task : TaskOperand.read(invocation)) {
      OptionalInt attempt = invocation.datastore().latestAttempt(task);
      AttemptStore store = invocation.datastore().attempt(task, attempt.orElse(0));
      Optional<Map<String, ArtifactRef>> artifacts = store.artifacts();
      invocation.print(task + (artifacts.isEmpty() ? " has not finished." : ""));
      new TreeMap<>(artifacts.orElse(Map.of()))
          .forEach(
              (name, ref) -> {
                seen.add(name);
                if (included.isEmpty()
                    ? invocation.flag("--private") || !name.startsWith("_")
                    : included.contains(name)) {
                  dump(invocation, store, name, ref);
                }
              });
    }
    for (String name : included) {
      if (!seen.contains(name)) {
        throw new UsageException(
            "--include: no task has an artifact '%s'.%s"
                .formatted(name, Suggestion.sentence(name, List.copyOf(seen))));
      }
    }
    return 0;
  }

  private static Set<String> included(Invocation invocation) {
    Set<String> names = new LinkedHashSet<>();
    for (String each : invocation.strings("--include")) {
      for (String name : each.split(",")) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  private static void dump(
      Invocation invocation, AttemptStore store, String name, ArtifactRef ref) {
    int longest = invocation.arguments().matchedOptionValue("--max-value-size", LONGEST_VALUE);
    String value =
        ref.size() > longest
            ? "%s, %d bytes".formatted(ref.type(), ref.size())
            : value(store, name, ref);
    invocation.print("  " + name + " = " + value);
  }

  private static String value(AttemptStore store, String name, ArtifactRef ref) {
    try {
      return PythonText.of(store.loadPlain(name, ref));
    } catch (ArtifactException e) {
      return ref.type() + " (" + e.getMessage() + ")";
    }
  }
}
