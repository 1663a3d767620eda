package io.millrace.runtime.task;

import io.millrace.TaskContext;
import io.millrace.runtime.datastore.ArtifactRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The flow of an attempt: made, its step called, its fields kept. */
final class UserStep {
  private final FlowType type;
  private final FieldStore store;
  private final Observation seen;
  private final Incoming incoming;
  private final FlowState state;

  /**
   * @param join whether artifacts may be merged
   */
  UserStep(FlowType type, FieldStore store, Observation seen, Incoming incoming, boolean join) {
    this.type = type;
    this.store = store;
    this.seen = seen;
    this.incoming = incoming;
    this.state = new FlowState(type, store, seen, incoming.inherited(), join);
  }

  FlowType type() {
    return type;
  }

  Incoming incoming() {
    return incoming;
  }

  /**
   * Makes the flow and calls the step.
   *
   * @throws Throwable whatever its code throws
   */
  void call(String step, Supplier<@Nullable Object> item, TaskContext context) throws Throwable {
    store.readAhead(incoming.inherited().values());
    Object flow = state.make();
    JoinInputs inputs =
        new JoinInputs(
            type,
            store,
            incoming.inputs(),
            flow,
            state,
            artifacts -> new FlowState(type, store, seen, artifacts, false));
    type.call(flow, step, item.get(), inputs, context);
  }

  /** The value of a field, as the step has left it. */
  @Nullable Object value(String field) {
    return state.value(field);
  }

  /** The values of the parameters, by field. */
  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (FlowField each : type.fields()) {
      if (each.parameter()) {
        values.put(each.name(), state.value(each.name()));
      }
    }
    return values;
  }

  /** What the task leaves, its fields stored. */
  Map<String, ArtifactRef> artifacts() {
    return with(state.save());
  }

  /**
   * What the task leaves though it failed: all that was assigned before.
   *
   * @param doubts is given what could not be kept, and why
   */
  Map<String, ArtifactRef> artifactsAfterFailure(List<String> doubts) {
    return with(state.isMade() ? state.saveAfterFailure(doubts) : Map.of());
  }

  private Map<String, ArtifactRef> with(Map<String, ArtifactRef> fields) {
    Map<String, ArtifactRef> all = new LinkedHashMap<>(incoming.inherited());
    all.putAll(fields);
    return all;
  }
}
