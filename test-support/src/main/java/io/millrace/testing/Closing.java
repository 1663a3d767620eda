package io.millrace.testing;

import org.jspecify.annotations.Nullable;

/** Ends what a test class has started, as far as it has been started. */
public final class Closing {
  private Closing() {}

  /**
   * Closes {@code parts} in their order.
   *
   * @param parts null for those that could not be started
   */
  public static void close(@Nullable AutoCloseable... parts) throws Exception {
    for (AutoCloseable part : parts) {
      if (part != null) {
        part.close();
      }
    }
  }
}
