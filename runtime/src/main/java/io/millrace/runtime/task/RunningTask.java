package io.millrace.runtime.task;

import io.millrace.TaskContext;
import io.millrace.manifest.FlowGraph;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step is told about its task. */
record RunningTask(
    FlowCode code,
    RunSpec run,
    TaskSpec spec,
    Supplier<Map<String, @Nullable Object>> values,
    List<ForeachFrame> foreachStack,
    TempFolder folder)
    implements TaskContext {
  RunningTask {
    foreachStack = List.copyOf(foreachStack);
  }

  @Override
  @SuppressWarnings("NullAway") // the interface is for authors whose code is not annotated
  public Map<String, Object> parameters() {
    return Collections.unmodifiableMap(values.get());
  }

  @Override
  public String runId() {
    return run.run();
  }

  @Override
  public String flowName() {
    return code.manifest().name();
  }

  @Override
  public Optional<String> originRunId() {
    return Optional.of(run.origin()).filter(origin -> !origin.isEmpty());
  }

  @Override
  public String stepName() {
    return spec.step();
  }

  @Override
  public String taskId() {
    return spec.task();
  }

  @Override
  public int attempt() {
    return spec.attempt();
  }

  @Override
  public String user() {
    return run.tags().user();
  }

  @Override
  public Set<String> tags() {
    return Collections.unmodifiableSet(run.tags().tags());
  }

  @Override
  public OptionalInt index() {
    return foreachStack.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(foreachStack.get(foreachStack.size() - 1).index());
  }

  @Override
  public Map<String, GraphStep> graph() {
    Map<String, GraphStep> steps = new LinkedHashMap<>();
    for (FlowGraph.Node node : code.graph().nodes()) {
      List<String> next = node.step().transition().targets();
      steps.put(node.name(), new GraphStep(node.name(), node.type().word(), List.copyOf(next)));
    }
    return Collections.unmodifiableMap(steps);
  }

  @Override
  public Optional<Parallel> parallel() {
    if (foreachStack.isEmpty()) {
      return Optional.empty();
    }
    ForeachFrame frame = foreachStack.get(foreachStack.size() - 1);
    return frame.field().equals(FrameElement.PARALLEL)
        ? Optional.of(
            new Parallel(
                frame.index(),
                frame.size(),
                Optional.ofNullable(System.getenv("MF_PARALLEL_MAIN_IP"))))
        : Optional.empty();
  }

  @Override
  public Path tempDir() {
    return folder.get();
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(flowName() + "." + spec.step());
  }
}
