package io.millrace.runtime.artifact;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sun.reflect.ReflectionFactory;

/** Exceptions as they are stored, and back. */
public final class Exceptions {
  private static final Pattern FRAME =
      Pattern.compile("\\s*at (?:[^/()]*/)*([\\w.$]+)\\.([\\w$<>-]+)\\(([^:()]*)(?::(\\d+))?\\)");

  private Exceptions() {}

  /** An exception as Metaflow's client shows it. */
  public static StoredException store(Throwable failure) {
    return failure instanceof Foreign foreign
        ? foreign.stored
        : new StoredException(failure.getClass().getName(), message(failure), trace(failure));
  }

  /**
   * What it says; "null" if that is nothing. Its class may override everything, and get it wrong.
   */
  private static String message(Throwable failure) {
    return ask(failure::getMessage, "getMessage()");
  }

  /** The failure in a line, however its class behaves: its type and message if need be. */
  public static String line(Throwable failure) {
    String text;
    try {
      text = failure.toString();
    } catch (Throwable e) { // the code of a class of the user's
      text = null;
    }
    if (text == null || text.isBlank()) {
      text = failure.getClass().getName() + ": " + message(failure);
    }
    return text.lines().findFirst().orElse(failure.getClass().getName());
  }

  /** Its stack trace; empty if its class keeps that to itself. */
  public static StackTraceElement[] frames(Throwable failure) {
    try {
      StackTraceElement[] frames = failure.getStackTrace();
      return frames == null ? new StackTraceElement[0] : frames;
    } catch (Throwable e) { // the code of a class of the user's
      return new StackTraceElement[0];
    }
  }

  private static String ask(Supplier<@Nullable String> question, String name) {
    try {
      return String.valueOf(question.get());
    } catch (Throwable e) { // the code of a class of the user's
      return "its " + name + " threw " + e.getClass().getName();
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    try {
      failure.printStackTrace(new PrintWriter(text));
    } catch (Throwable e) { // the code of a class of the user's, or of that of a cause
      return plainTrace(failure);
    }
    return text.toString().isBlank() ? plainTrace(failure) : text.toString();
  }

  /** The stack trace of a failure that cannot print it, without its causes. */
  private static String plainTrace(Throwable failure) {
    StringBuilder text = new StringBuilder(line(failure)).append('\n');
    for (StackTraceElement frame : frames(failure)) {
      text.append("\tat ").append(frame).append('\n');
    }
    return text.toString();
  }

  /**
   * The exception that was stored, with its message and its stack trace; of its own class if that
   * is on the class path and leaves them to {@code Throwable}. No code of that class's constructors
   * runs.
   *
   * @param wanted the class of the field that receives it
   * @return null if no such field can hold it
   */
  static @Nullable Throwable restore(StoredException stored, Class<?> wanted) {
    Throwable failure = ofItsClass(stored);
    if (failure == null || !wanted.isInstance(failure)) {
      failure = wanted.isAssignableFrom(Foreign.class) ? new Foreign(stored) : null;
    }
    if (failure != null) {
      failure.setStackTrace(frames(stored.stacktrace()));
    }
    return failure;
  }

  private static @Nullable Throwable ofItsClass(StoredException stored) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> type = Class.forName(stored.type(), false, loader);
      if (!Throwable.class.isAssignableFrom(type)
          || type.getMethod("getMessage").getDeclaringClass() != Throwable.class
          || type.getMethod("toString").getDeclaringClass() != Throwable.class) {
        return null;
      }
      Constructor<?> plain =
          ReflectionFactory.getReflectionFactory()
              .newConstructorForSerialization(
                  type, Throwable.class.getDeclaredConstructor(String.class));
      String message = stored.message().equals("null") ? null : stored.message();
      return (Throwable) plain.newInstance(message);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null; // an exception of Python's, or of another class path
    }
  }

  private static StackTraceElement[] frames(@Nullable String trace) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : trace == null ? List.<String>of() : trace.lines().skip(1).toList()) {
      if (line.startsWith("Caused by:")) {
        break;
      }
      Matcher matcher = FRAME.matcher(line);
      if (matcher.matches()) {
        frames.add(frame(matcher.toMatchResult()));
      }
    }
    return frames.toArray(StackTraceElement[]::new);
  }

  private static StackTraceElement frame(MatchResult frame) {
    int line = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
    return new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), line);
  }

  /** An exception whose class is not here. */
  private static final class Foreign extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoredException stored;

    Foreign(StoredException stored) {
      super(stored.message());
      this.stored = stored;
    }

    @Override
    public String toString() {
      return stored.type() + ": " + stored.message();
    }
  }
}
