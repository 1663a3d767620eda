package access;

import io.millrace.*;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Steps that do to their process what a process should survive. */
@Flow
class HostileFlow {
  @Parameter
  Way way = Way.NONE;

  String failure = null;
  String left;

  enum Way {
    NONE,
    CLOSED_OUT,
    CLOSED_ERR,
    CLOSED_DESCRIPTORS,
    NO_STREAMS,
    BROKEN_STREAM,
    MESSAGE_THROWS,
    MESSAGE_IS_NULL,
    TEXT_THROWS,
    TEXT_IS_NULL,
    TRACE_THROWS,
    TRACE_IS_NULL,
    PRINTS_NOTHING,
    PRINTING_THROWS,
    CAUSE_THROWS,
    CAUSE_IS_A_CIRCLE,
    CAUSES_WITHOUT_END,
    ALL
  }

  @Step(next = "work")
  void start() {}

  @Step(next = "end")
  void work() throws Exception {
    System.out.println("before");
    left = "left";
    spoil();
    System.out.println("after");
    System.err.println("after on err");
  }

  @Step
  void end() {
    System.out.println("end sees " + left + " and " + failure);
  }

  private void spoil() throws Exception {
    switch (way) {
      case NONE -> {}
      case CLOSED_OUT -> {
        try (PrintWriter writer = new PrintWriter(System.out)) {
          writer.println("by a writer");
        }
      }
      case CLOSED_ERR -> System.err.close();
      case CLOSED_DESCRIPTORS -> {
        new FileOutputStream(FileDescriptor.out).close();
        new FileOutputStream(FileDescriptor.err).close();
      }
      case NO_STREAMS -> {
        System.setOut(null);
        System.setErr(null);
        throw new IllegalStateException("failed without streams");
      }
      case BROKEN_STREAM -> {
        System.setOut(
            new PrintStream(System.out) {
              @Override
              public void flush() {
                throw new IllegalStateException("not flushed");
              }
            });
      }
      default -> throw new Hostile(way);
    }
  }

  static class Hostile extends RuntimeException {
    private final Way way;

    Hostile(Way way) {
      super("the message");
      this.way = way;
    }

    private boolean is(Way other) {
      return way == other || way == Way.ALL;
    }

    @Override
    public String getMessage() {
      if (is(Way.MESSAGE_THROWS)) {
        throw new IllegalStateException("no message");
      }
      return way == Way.MESSAGE_IS_NULL ? null : super.getMessage();
    }

    @Override
    public String toString() {
      if (is(Way.TEXT_THROWS)) {
        throw new IllegalStateException("no text");
      }
      return way == Way.TEXT_IS_NULL ? null : super.toString();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      if (is(Way.TRACE_THROWS)) {
        throw new IllegalStateException("no trace");
      }
      return way == Way.TRACE_IS_NULL ? null : super.getStackTrace();
    }

    @Override
    public void setStackTrace(StackTraceElement[] trace) {
      if (is(Way.TRACE_THROWS)) {
        throw new IllegalStateException("no trace");
      }
      super.setStackTrace(trace);
    }

    @Override
    public void printStackTrace(PrintWriter to) {
      if (is(Way.PRINTING_THROWS)) {
        throw new IllegalStateException("not printed");
      }
      if (way != Way.PRINTS_NOTHING) {
        super.printStackTrace(to);
      }
    }

    @Override
    public Throwable getCause() {
      if (is(Way.CAUSE_THROWS)) {
        throw new IllegalStateException("no cause");
      }
      return switch (way) {
        case CAUSE_IS_A_CIRCLE -> new IllegalArgumentException("a cause", this);
        case CAUSES_WITHOUT_END -> new Hostile(way);
        default -> null;
      };
    }
  }
}
