package io.millrace.manifest;

import java.util.Set;

/**
 * The options of {@code run} that no parameter may be called like: the compiler refuses such a
 * parameter, and the command line has no others. A flow that was compiled before an option was
 * added keeps its parameter: there, the option does not exist.
 */
public final class ReservedOptions {
  /** Those of {@code run} here. */
  public static final Set<String> OF_RUN =
      Set.of(
          "allow-http",
          "check-images",
          "datastore",
          "datastore-root",
          "help",
          "max-num-splits",
          "max-workers",
          "origin-run-id",
          "pin",
          "quiet",
          "run-id-file",
          "tag",
          "version",
          "with");

  /** Those that Metaflow's {@code Parameter} refuses beside them. */
  private static final Set<String> OF_METAFLOW =
      Set.of(
          "decospecs",
          "max-log-size",
          "namespace",
          "obj",
          "params",
          "run-id",
          "runner-attribute-file",
          "tags",
          "task-id",
          "user-namespace");

  private ReservedOptions() {}

  /** Whether {@code name}, without dashes before it, is one of them. */
  public static boolean contains(String name) {
    String option = name.replace('_', '-');
    return OF_RUN.contains(option) || OF_METAFLOW.contains(option);
  }
}
