package io.millrace.runtime.compute;

import java.util.List;
import java.util.Optional;

/**
 * The tasks that run in a place elsewhere, whoever has started them. Where the place cannot be
 * asked, each method throws an {@link java.io.UncheckedIOException} that says why.
 */
public interface RemoteTasks extends AutoCloseable {

  /**
   * A task that has not ended.
   *
   * @param state in a word
   * @param place its name there, as that place's own tools know it
   */
  record RemoteTask(
      String flow,
      String run,
      String step,
      String task,
      int attempt,
      String user,
      String state,
      String place) {}

  /**
   * Those of a flow that have not ended.
   *
   * @param run of this run alone
   */
  List<RemoteTask> list(String flow, Optional<String> run);

  /** Ends some by force, with what was made for their runs. */
  void kill(List<RemoteTask> tasks);

  @Override
  void close();
}
