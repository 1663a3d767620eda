package io.millrace.runtime.compute;

import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.util.Map;

/**
 * Hears of tasks; called by the threads of a compute, so what is called must only pass the word on.
 */
public interface TaskEvents {
  /**
   * The image of a task's container is there.
   *
   * @param digest by which its registry knows it; "" where that is not known
   */
  void imageFound(TaskSpec task, String digest);

  /**
   * Something is known of where the task runs.
   *
   * @param facts by Metaflow's name of the metadata field
   */
  void metadata(TaskSpec task, Map<String, String> facts);

  /** Something takes long before tasks can start. */
  void notice(String text);

  /** The place says something of a task, such as why it waits. */
  void notice(TaskSpec task, String text);

  /** A task has printed a line. */
  void printed(TaskSpec task, LogStream stream, byte[] line);

  /** A task's attempt has ended. */
  void ended(TaskSpec task, TaskResult result, Ending ending);

  /** There is room for another task. */
  void roomMade();

  /**
   * How the attempt's process ended, if it did.
   *
   * @param returnCode of the process; 0 or 1 where it lives on
   * @param killed whether we killed it
   * @param lost whether the task could not tell its result itself
   * @param disrupted whether the place took it away for reasons of its own, such as a machine that
   *     is needed for something else
   */
  record Ending(int returnCode, boolean killed, boolean lost, boolean disrupted) {

    /** The end of an attempt that its place did not cut short. */
    public Ending(int returnCode, boolean killed, boolean lost) {
      this(returnCode, killed, lost, false);
    }
  }
}
