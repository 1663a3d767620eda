package io.millrace.runtime.task;

import io.millrace.TaskContext;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a step is told about its task. */
record RunningTask(
    String flowName,
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
  @SuppressWarnings("NullAway") // the interface is for authors whose code is not annotated
  public @Nullable String originRunId() {
    return run.origin().isEmpty() ? null : run.origin();
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
  public Path tempDir() {
    return folder.get();
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(flowName + "." + spec.step());
  }
}
