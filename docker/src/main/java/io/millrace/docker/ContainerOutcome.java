package io.millrace.docker;

import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.compute.TaskEvents.Ending;
import io.millrace.runtime.task.TaskResult;
import java.util.Optional;

/**
 * What the end of a container means for its task.
 *
 * @param result of the attempt
 * @param ending of its process
 */
record ContainerOutcome(TaskResult result, Ending ending) {

  /**
   * Reads a container's end.
   *
   * @param stored what the attempt left, if it came that far
   * @param killed whether we killed it
   * @param memory its limit in megabytes, if it has one
   */
  static ContainerOutcome of(
      DockerEngine.Exit exit, Optional<TaskResult> stored, boolean killed, Optional<Long> memory) {
    return stored
        .map(result -> new ContainerOutcome(result, new Ending(exit.code(), false, false)))
        .orElseGet(
            () ->
                new ContainerOutcome(
                    TaskResult.failed(reason(exit, memory)),
                    new Ending(exit.code(), killed, true)));
  }

  /** There was no container, or nothing is known of its end. */
  static ContainerOutcome failed(String why, boolean killed) {
    return new ContainerOutcome(TaskResult.failed(why), new Ending(-1, killed, true));
  }

  private static String reason(DockerEngine.Exit exit, Optional<Long> memory) {
    if (exit.outOfMemory()) {
      return memory
          .map(
              limit ->
                  "it needed more memory than the %d MB of its container (OOMKilled). Give it more by @Resources(memory) or --with resources:memory=%d"
                      .formatted(limit, limit * 2))
          .orElse("it needed more memory than there is (OOMKilled)");
    }
    return ExitCode.words(exit.code());
  }
}
