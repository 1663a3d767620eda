package io.millrace.runtime.task;

import java.time.Duration;

/** Says that a task took too long, the same way in every place that keeps the time. */
public final class TimeLimit {
  /**
   * How much longer than its {@code @Timeout} a task may take from outside: its process keeps the
   * time by itself, so that what the step has assigned is kept, and is killed only if it does not.
   */
  public static final Duration SLACK = Duration.ofSeconds(10);

  private TimeLimit() {}

  /** Why an attempt ended that took longer than its {@code @Timeout}. */
  public static String exceeded(Duration limit) {
    return "it took longer than its @Timeout of %d second%s"
        .formatted(limit.toSeconds(), limit.toSeconds() == 1 ? "" : "s");
  }
}
