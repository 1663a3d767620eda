package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.LatestRun;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.Planner;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * A command that is to be executed, with what most commands need.
 *
 * @param flow that it is about
 * @param arguments of the innermost command
 * @param surroundings of the process
 * @param program how the user starts this program for this flow
 */
record Invocation(
    FlowManifest flow, ParseResult arguments, Surroundings surroundings, String program) {

  Configuration configuration() {
    return Configuration.load(surroundings.environment(), surroundings.folder());
  }

  /** What each step is to run in; doubts about the configuration are told on the way. */
  RunPlan plan() {
    Configuration configuration = configuration();
    configuration.warnings().forEach(this::warn);
    RunPlan plan = Planner.plan(flow, configuration, strings("--with"));
    plan.doubts().forEach(this::warn);
    return plan;
  }

  private void warn(String doubt) {
    surroundings.err().println("Warning: " + doubt);
  }

  StorageDatastore datastore() {
    return DatastoreChoice.open(this);
  }

  /** The local root, which has the metadata, and the data, too, unless that is elsewhere. */
  Storage local() {
    return new LocalStorage(Path.of(DatastoreChoice.local(this).root()));
  }

  Metadata metadata() {
    return new LocalMetadata(local());
  }

  /** The newest run of this user; that of anybody, if this user has none. */
  String latestRun() {
    String latest =
        new LatestRun(local())
            .of(flow.name())
            .orElseThrow(
                () ->
                    new UsageException(
                        "%s has no run in %s yet. Start one with '%s run', or name another folder with --datastore-root."
                            .formatted(flow.name(), local().root(), program)));
    Optional<String> user = RunTags.user(surroundings.environment());
    if (user.isEmpty() || isOf(latest, user.get())) {
      return latest;
    }
    return metadata().runs(flow.name()).stream()
        .filter(run -> isOf(run, user.get()))
        .findFirst()
        .orElse(latest);
  }

  private boolean isOf(String run, String user) {
    return metadata()
        .run(flow.name(), run)
        .filter(found -> found.tags().user().equals(user))
        .isPresent();
  }

  /**
   * Refuses what cannot be the name of a run, a step or a task, as it would be a path.
   *
   * @param option what is named by an error
   */
  static void requireName(String option, String text) {
    if (!isName(text)) {
      throw new UsageException(
          "%s: '%s' is not a valid name. Give one without '/', such as those that 'list runs' shows."
              .formatted(option, text.replaceAll("\\p{Cntrl}", "?")));
    }
  }

  static boolean isName(String text) {
    return !text.isBlank()
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> c == '/' || c < ' ' || c == 0x7f);
  }

  /** The run that {@code --run-id} names, or the latest. */
  String requireRun() {
    String run = string("--run-id").orElseGet(this::latestRun);
    requireName("--run-id", run);
    if (metadata().run(flow.name(), run).isEmpty()) {
      throw new UsageException("--run-id: there is no run " + flow.name() + "/" + run + ".");
    }
    return run;
  }

  /** The value of an option or operand that may be left out. */
  Optional<String> string(String option) {
    return flag(option) ? Optional.of(arguments.matchedOptionValue(option, "")) : Optional.empty();
  }

  /** The values of an option that may be given several times. */
  List<String> strings(String option) {
    return flag(option) ? arguments.matchedOptionValue(option, List.of()) : List.of();
  }

  boolean flag(String option) {
    return arguments.hasMatchedOption(option) && !isParameter(option);
  }

  /** Of a flow that was compiled before there was such an option. */
  private boolean isParameter(String option) {
    return flow.parameters().stream().anyMatch(each -> option.equals("--" + each.name()));
  }

  /** The operand at {@code index}, if there are as many. */
  Optional<String> operand(int index) {
    return arguments.hasMatchedPositional(index)
        ? Optional.of(arguments.matchedPositionalValue(index, ""))
        : Optional.empty();
  }

  void print(String line) {
    surroundings.out().println(line);
  }
}
