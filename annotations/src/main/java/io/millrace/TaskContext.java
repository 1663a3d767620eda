package io.millrace;

import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a running task knows about itself; Metaflow's {@code current}. */
public interface TaskContext {

  /** The flow's name. */
  String flowName();

  /** The run's id, such as {@code 1795457388493804}. */
  String runId();

  /** The id of the run that this one resumes; empty if it resumes none. */
  Optional<String> originRunId();

  /** The step's name. */
  String stepName();

  /** The task's id, unique within the run. */
  String taskId();

  /** {@code Flow/run/step/task}, as Metaflow's client takes it. */
  default String pathspec() {
    return flowName() + "/" + runId() + "/" + stepName() + "/" + taskId();
  }

  /** Which attempt this is, from 0. */
  int attempt();

  /** Who runs the flow. */
  String user();

  /** The namespace that the run belongs to, such as {@code user:ada}. */
  default String namespace() {
    return "user:" + user();
  }

  /** The tags that the user gave the run. */
  Set<String> tags();

  /** The parameters by the name of their field, in the order of their declaration. */
  Map<String, Object> parameters();

  /** The index within the innermost foreach, from 0; empty outside of one. */
  OptionalInt index();

  /** The foreach splits around this task, the outermost first; empty outside of one. */
  List<ForeachFrame> foreachStack();

  /** The steps of the flow by name, in the order of their declaration. */
  Map<String, GraphStep> graph();

  /** What this task is within {@code numParallel}; empty if the innermost split is another one. */
  Optional<Parallel> parallel();

  /** A folder for this task alone, empty at its start and removed after its end. */
  Path tempDir();

  /** A logger whose lines go to the task's log. */
  System.Logger logger();

  /** One foreach split around a task. */
  interface ForeachFrame {

    /** The step that the split leads to. */
    String step();

    /** The field that is split over; {@code _parallel_ubf_iter} for {@code numParallel}. */
    String field();

    /** The number of elements. */
    int size();

    /** The place of this task's element, from 0. */
    int index();

    /**
     * This task's element, of the type that the field's elements have; for {@code numParallel}, the
     * index as an {@code Integer}. It is loaded when it is first asked for.
     *
     * <p>As in Metaflow, it is taken from the field as it was when the task began.
     *
     * @throws IllegalStateException if the field does not hold as many elements any more
     */
    Object value();

    /**
     * This task's element as a {@code type}.
     *
     * @throws ClassCastException if it is of another type
     */
    @SuppressWarnings("unchecked") // int.class is the Class<Integer> of a primitive
    default <T> T value(Class<T> type) {
      return (T) MethodType.methodType(type).wrap().returnType().cast(value());
    }
  }

  /**
   * A step of the flow.
   *
   * @param name the step's name
   * @param type in Metaflow's words: {@code start}, {@code linear}, {@code split-static}, {@code
   *     split-foreach}, {@code split-parallel}, {@code split-switch}, {@code join} or {@code end}
   * @param next the steps that may follow
   */
  record GraphStep(String name, String type, List<String> next) {}

  /**
   * What a task is within {@code numParallel}.
   *
   * @param nodeIndex its number, from 0
   * @param numNodes how many there are
   * @param mainIp the address of the first node; empty where the place does not tell it
   */
  record Parallel(int nodeIndex, int numNodes, Optional<String> mainIp) {}
}
