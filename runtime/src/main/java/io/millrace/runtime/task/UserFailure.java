package io.millrace.runtime.task;

import io.millrace.runtime.artifact.Exceptions;
import io.millrace.runtime.artifact.StoredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A failure of the user's code, shown without the frames that are not theirs. */
final class UserFailure {
  private UserFailure() {}

  /** Cuts the runtime's frames off {@code failure} and its causes. */
  static Throwable trimmed(Throwable failure) {
    try {
      int depth = 0;
      for (Throwable each = failure; each != null && depth < 20; each = each.getCause()) {
        each.setStackTrace(usersFrames(each.getStackTrace()));
        depth++;
      }
    } catch (Throwable e) { // a class of the user's overrides these and gets them wrong
      return failure; // with all of its frames
    }
    return failure;
  }

  /** Where the user's code was, such as {@code ScoreFlow.java:17}; empty if that is not known. */
  static Optional<String> place(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length == 0 || frames[0].getLineNumber() < 0
        ? Optional.empty()
        : Optional.of(frames[0].getFileName() + ":" + frames[0].getLineNumber());
  }

  /** Without the runtime's frames: those below the step, and what the step has called on top. */
  private static StackTraceElement[] usersFrames(StackTraceElement[] frames) {
    int from = 0;
    while (from < frames.length && isRuntime(frames[from])) {
      from++;
    }
    List<StackTraceElement> kept = new ArrayList<>();
    boolean users = from == 0;
    boolean ended = from == 0;
    for (int i = from; i < frames.length; i++) {
      if (isRuntime(frames[i])) {
        ended = true;
        break;
      }
      if (!frames[i].getMethodName().startsWith("$millrace$")) {
        kept.add(frames[i]);
        users |= !isJdk(frames[i]);
      }
    }
    if (!users || !ended) {
      return new StackTraceElement[0]; // the runtime's own, by a thread of its own
    }
    while (!kept.isEmpty() && isReflection(kept.get(kept.size() - 1).getClassName())) {
      kept.remove(kept.size() - 1); // by which the step was called
    }
    return kept.toArray(new StackTraceElement[0]);
  }

  private static boolean isRuntime(StackTraceElement frame) {
    return frame.getClassName().startsWith("io.millrace.runtime.");
  }

  private static boolean isJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static boolean isReflection(String type) {
    return type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("java.lang.invoke.");
  }

  /** The failure in a line. */
  static String line(Throwable failure) {
    return Exceptions.line(failure);
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
