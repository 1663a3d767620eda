package io.millrace.docker;

import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The labels of our containers: what they are for, and which process they belong to. */
final class Labels {
  /** Names the process that looks after a container. */
  static final String OWNER = "io.millrace.owner";

  private Labels() {}

  static Map<String, String> of(RunSpec run, TaskSpec task, String flow) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(OWNER, owner());
    labels.put("io.millrace.flow", flow);
    labels.put("io.millrace.run", run.run());
    labels.put("io.millrace.step", task.step());
    labels.put("io.millrace.task", task.task());
    labels.put("io.millrace.attempt", Integer.toString(task.attempt()));
    return labels;
  }

  /** This process: the machine, the process's number there, and when it was started. */
  static String owner() {
    ProcessHandle own = ProcessHandle.current();
    return machine() + "/" + own.pid() + "/" + started(own);
  }

  /** Whether {@code owner} is a process of this machine that is no more. */
  static boolean isDead(String owner) {
    String[] parts = owner.split("/");
    if (parts.length != 3 || !parts[0].equals(machine())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
    return process.isEmpty() || started(process.get()) != Long.parseLong(parts[2]);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** A container that uses the engine of the machine around it has a name of its own. */
  private static String machine() {
    try {
      return java.nio.file.Files.readString(java.nio.file.Path.of("/proc/sys/kernel/hostname"))
          .strip();
    } catch (java.io.IOException e) {
      return "localhost";
    }
  }
}
