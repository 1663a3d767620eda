package io.millrace.runtime.cli;

import java.util.Map;
import java.util.Optional;

/** What commands and options of Metaflow's command line are called here. */
final class MetaflowWords {
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("version", "'--version' prints it."),
          Map.entry("help", "'--help' prints it."),
          Map.entry("output-dot", "It is 'show --format dot' here."),
          Map.entry("output-raw", "It is 'show --format json' here."),
          Map.entry("trigger", "Runs start with 'run' here."),
          Map.entry("spin", "'resume STEP' runs a step again, with what follows."),
          Map.entry("batch", "It comes with the module for AWS Batch, which is not released yet."),
          Map.entry("argo-workflows", "Millrace does not deploy to Argo Workflows yet."),
          Map.entry("step-functions", "Millrace does not deploy to Step Functions yet."),
          Map.entry("airflow", "Millrace does not deploy to Airflow yet."),
          Map.entry("card", "Millrace has no cards yet."),
          Map.entry("package", "The jar is the package."),
          Map.entry("environment", "The image of a step and the jar are its environment."),
          Map.entry("step", "Only 'run' and 'resume' start tasks."),
          Map.entry("init", "'run' makes the run."));

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("--both", "Both streams are printed unless --stdout or --stderr is given."),
          Map.entry("--metadata", "Metadata are kept in the local datastore."),
          Map.entry("--environment", "The image of a step and the jar are its environment."),
          Map.entry("--clone-run-id", "It is --origin-run-id here."),
          Map.entry("--namespace", "Runs of all users are seen here."),
          Map.entry("--max-log-size", "A log keeps 10 MiB."),
          Map.entry("--no-pylint", "The compiler has checked the flow."),
          Map.entry("--pylint", "The compiler has checked the flow."),
          Map.entry("--event-logger", "There is none here."),
          Map.entry("--monitor", "There is none here."),
          Map.entry("--package-suffixes", "The jar is the package."),
          Map.entry("--file", "Standard output can be redirected."));

  private MetaflowWords() {}

  /** A sentence about a command that is not one here. */
  static Optional<String> command(String word) {
    return Optional.ofNullable(COMMANDS.get(word));
  }

  /** A sentence about an option that is not one here. */
  static Optional<String> option(String word) {
    return Optional.ofNullable(OPTIONS.get(word));
  }
}
