package io.millrace.runtime.scheduler;

import io.millrace.runtime.datastore.AttemptStore.LogStream;
import java.time.Duration;

/** Watches a run; called by one thread, in order. */
public interface RunListener {
  /** The run has its id. */
  void runStarted(String run);

  /** Tasks were taken over from the run that is resumed. */
  void cloned(int tasks);

  /** Something takes long before tasks can start. */
  void notice(String text);

  /** A task's attempt starts; {@code task} is {@code step/id}. */
  void taskStarted(String task, int attempt);

  /** A task printed a line. */
  void printed(String task, LogStream stream, byte[] line);

  /** A task has finished. */
  void taskDone(String task);

  /** A foreach yields {@code splits} tasks. */
  void split(String task, int splits);

  /** An attempt failed and will be repeated. */
  void taskRetried(String task, String why, Duration delay);

  /** The last attempt failed in a way that its process did not survive, and the flow goes on. */
  void taskCaught(String task, String why);

  /** A task failed for good. */
  void taskFailed(String task, String why);

  /** How far the run is. */
  void progress(int done, int running, int failed, int known);

  /** The run has ended. */
  void runEnded(RunOutcome outcome);
}
