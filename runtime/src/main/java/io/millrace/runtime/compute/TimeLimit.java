package io.millrace.runtime.compute;

import java.time.Duration;

/** Says that a task took too long, the same way in every place that keeps the time. */
public final class TimeLimit {
  private TimeLimit() {}

  /** Why an attempt ended that took longer than its {@code @Timeout}. */
  public static String exceeded(Duration limit) {
    return "it took longer than its @Timeout of %d second%s"
        .formatted(limit.toSeconds(), limit.toSeconds() == 1 ? "" : "s");
  }
}
