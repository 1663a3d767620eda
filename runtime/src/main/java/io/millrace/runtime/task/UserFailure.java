package io.millrace.runtime.task;

import io.millrace.runtime.artifact.StoredException;
import java.util.ArrayList;
import java.util.List;

/** A failure of the user's code, shown without the frames that are not theirs. */
final class UserFailure {
  private UserFailure() {}

  /** Cuts the runtime's frames off {@code failure} and its causes. */
  static Throwable trimmed(Throwable failure) {
    int depth = 0;
    for (Throwable each = failure; each != null && depth < 20; each = each.getCause()) {
      each.setStackTrace(usersFrames(each.getStackTrace()));
      depth++;
    }
    return failure;
  }

  private static StackTraceElement[] usersFrames(StackTraceElement[] frames) {
    List<StackTraceElement> kept = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().startsWith("io.millrace.runtime.")) {
        break;
      } else if (!frame.getMethodName().startsWith("$millrace$")) {
        kept.add(frame);
      }
    }
    while (!kept.isEmpty() && isReflection(kept.get(kept.size() - 1).getClassName())) {
      kept.remove(kept.size() - 1); // by which the step was called
    }
    return kept.toArray(StackTraceElement[]::new);
  }

  private static boolean isReflection(String type) {
    return type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("java.lang.invoke.");
  }

  /** The failure in a line. */
  static String line(Throwable failure) {
    return failure.toString().lines().findFirst().orElse(failure.getClass().getName());
  }

  /** The failure in a line, as {@link #line(Throwable)} has it. */
  static String line(StoredException failure) {
    boolean ours = failure.type().startsWith("io.millrace.runtime.");
    String text =
        ours
            ? failure.message()
            : failure.message().equals("null")
                ? failure.type()
                : failure.type() + ": " + failure.message();
    return text.lines().findFirst().orElse(failure.type());
  }
}
