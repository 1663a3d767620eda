package io.millrace.runtime.container;

import io.millrace.runtime.bootstrap.PortableJava;
import io.millrace.runtime.jvm.JvmOptions;
import io.millrace.runtime.jvm.LauncherAgent;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command of a task's container, in exec form: no shell takes part.
 *
 * <p>It needs {@link RuntimeBundle} at {@link #JAVA} and the class path below {@link #APP}. Where
 * it is to go by {@link Way#SOCKET}, there is a {@link io.millrace.runtime.storage.StorageServer}
 * at {@link #SOCKET} that serves {@link #DATASTORE}, {@link #FILES} and {@link #LOCAL}.
 */
public final class ContainerCommand {
  /** Where the Java runtime is. */
  public static final String JAVA = PortableJava.PLACE;

  /** Where the class path's jars and folders are. */
  public static final String APP = "/millrace/app";

  /** Where the way to the datastore is. */
  public static final String SOCKET = "/millrace/socket";

  /** The exit code of a task that could not read or write the datastore; as BSD's EX_IOERR. */
  public static final int DATASTORE_FAILED = 74;

  /** The exit code where our own code failed; as BSD's EX_SOFTWARE. */
  public static final int RUNTIME_FAILED = 70;

  /** The name of the datastore's storage. */
  public static final String DATASTORE = "datastore";

  /** The name of the storage of included files, with keys as in their URLs. */
  public static final String FILES = "files";

  /** The name of the storage of what is known of the run. */
  public static final String LOCAL = "local";

  /**
   * The spawn helper of the JDK would not find a loader in an image without one. Text is UTF-8,
   * whatever locale the image has or has not. What is mapped of the JVM's counters would stay in
   * the image's /tmp.
   */
  private static final List<String> ALWAYS =
      List.of(
          "-Djdk.lang.Process.launchMechanism=VFORK", "-Dfile.encoding=UTF-8", "-XX:-UsePerfData");

  /** How the task reaches the datastore. */
  public enum Way {
    /** Through {@link #SOCKET}. */
    SOCKET,
    /** By itself, with the container's own credentials. */
    DIRECT
  }

  private ContainerCommand() {}

  /**
   * The command for an attempt.
   *
   * @param way to the datastore
   * @param options of the JVM, after our own
   * @param classPath the paths within the container
   */
  public static List<String> of(
      Way way,
      RunSpec run,
      TaskSpec task,
      Optional<CatchPolicy> caught,
      List<String> options,
      List<String> classPath) {
    List<String> command = new ArrayList<>();
    command.add(JAVA + "/bin/" + PortableJava.LAUNCHER);
    command.add(JAVA + "/bin/java");
    command.addAll(JvmOptions.manyShortTasks(options));
    command.addAll(ALWAYS);
    command.addAll(options);
    command.addAll(LauncherAgent.options(classPath));
    command.add("-cp");
    command.add(String.join(":", classPath));
    command.add(TaskMain.class.getName());
    command.addAll(new TaskOrder(run, task, caught, way).encode());
    return command;
  }
}
