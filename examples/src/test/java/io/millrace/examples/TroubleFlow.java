package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow whose second step fails in the way that it is told; it works from the attempt on that it
 * is told.
 */
@Flow
public class TroubleFlow {
  static int counter;

  /** The ways to fail. */
  enum Kind {
    EXCEPTION,
    EXIT,
    EXIT_ZERO,
    STACK_OVERFLOW,
    OUT_OF_MEMORY,
    OUT_OF_CONTAINER_MEMORY,
    KILLED,
    HANG
  }

  @Parameter Kind kind = Kind.EXCEPTION;

  @Parameter(help = "The first attempt that works.")
  int works = 99;

  String caught;
  int seen;
  int seenInEnd;

  @Step(next = "trouble")
  void start() throws IOException {
    System.out.println("by System.out");
    System.setProperty("left.behind", "by start");
    // not closed: the descriptor is the process's
    new FileOutputStream(FileDescriptor.out)
        .write("by the descriptor\n".getBytes(StandardCharsets.UTF_8));
    counter++;
  }

  @Step(next = "end")
  void trouble(TaskContext task) throws Exception {
    counter++;
    seen = counter;
    if (task.attempt() < works) {
      fail();
    }
  }

  private void fail() throws Exception {
    switch (kind) {
      case EXCEPTION -> throw new IllegalStateException("as told");
      case EXIT -> System.exit(3);
      case EXIT_ZERO -> System.exit(0);
      case STACK_OVERFLOW -> fail();
      case OUT_OF_MEMORY -> fill();
      case OUT_OF_CONTAINER_MEMORY -> fillBeyondTheHeap();
      case KILLED -> {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
            .start()
            .waitFor();
        Thread.sleep(60_000);
      }
      case HANG -> Thread.sleep(3_600_000);
    }
  }

  private static void fill() {
    List<long[]> all = new ArrayList<>();
    while (true) {
      all.add(new long[1 << 20]);
    }
  }

  /** Java itself sees no limit that this exceeds. */
  private static void fillBeyondTheHeap() {
    List<Object> all = new ArrayList<>();
    long most = Runtime.getRuntime().maxMemory();
    all.add(new byte[(int) (most * 4 / 10)]);
    java.nio.ByteBuffer outside = java.nio.ByteBuffer.allocateDirect((int) (most * 9 / 10));
    for (int page = 0; page < outside.capacity(); page += 4096) {
      outside.put(page, (byte) 1);
    }
    all.add(outside);
  }

  @Step
  void end() throws IOException, InterruptedException {
    counter++;
    seenInEnd = counter;
    System.out.println("left: " + System.getProperty("left.behind"));
    new ProcessBuilder("echo", "by a process").inheritIO().start().waitFor();
  }
}
