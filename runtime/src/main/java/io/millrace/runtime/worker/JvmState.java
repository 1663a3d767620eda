package io.millrace.runtime.worker;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What of this process is global and can be set back after a task; the rest makes the process unfit
 * for another.
 */
final class JvmState {
  private final Properties properties = (Properties) System.getProperties().clone();
  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;
  private final Thread.@Nullable UncaughtExceptionHandler handler =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Set<Thread> threads = new HashSet<>(liveThreads());

  /** Sets back what can be; returns why no other task may run here, or "". */
  String restore() {
    System.setProperties((Properties) properties.clone());
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
    Thread.setDefaultUncaughtExceptionHandler(handler);
    return leftovers();
  }

  /**
   * A thread that the task left, or a process: the JDK has a reaper thread for each that was
   * started.
   */
  private String leftovers() {
    for (Thread thread : liveThreads()) {
      if (thread.isAlive() && !threads.contains(thread) && !harmless(thread)) {
        return "the task left the thread '" + thread.getName() + "'";
      }
    }
    return "";
  }

  private static List<Thread> liveThreads() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] all = new Thread[top.activeCount() + 32];
    int count = top.enumerate(all, true);
    return Arrays.asList(all).subList(0, count);
  }

  private static boolean harmless(Thread thread) {
    String name = thread.getName();
    return thread == Thread.currentThread()
        || name.equals("Common-Cleaner")
        || name.equals("Cleaner-0")
        || name.startsWith("Attach Listener")
        || name.startsWith("C1 CompilerThread")
        || name.startsWith("C2 CompilerThread");
  }
}
