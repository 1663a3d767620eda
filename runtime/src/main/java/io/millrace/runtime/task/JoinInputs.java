package io.millrace.runtime.task;

import io.millrace.Inputs;
import io.millrace.MergeException;
import io.millrace.generated.FlowRunner;
import io.millrace.runtime.datastore.ArtifactRef;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inputs of a join, each loaded when it is first asked for. */
final class JoinInputs implements Inputs<Object> {
  /** How many inputs are read at once: most steps look at one after the other. */
  private static final int AHEAD = 32;

  private final FlowRunner<Object> runner;
  private final FieldStore fields;
  private final List<Input> inputs;
  private final @Nullable Object[] initial;
  private final Map<Integer, SoftReference<Object>> loaded = new HashMap<>();
  private final SharedValues shared = new SharedValues();

  /** How many inputs have been read ahead. */
  private int ahead;

  /**
   * An incoming task.
   *
   * @param step its step
   * @param branch the step that its branch began with
   * @param artifacts what it left
   */
  record Input(String step, String branch, Map<String, ArtifactRef> artifacts) {}

  JoinInputs(
      FlowRunner<Object> runner,
      FieldStore fields,
      List<Input> inputs,
      @Nullable Object[] initial) {
    this.runner = runner;
    this.fields = fields;
    this.inputs = inputs;
    this.initial = initial;
  }

  @Override
  public int size() {
    return inputs.size();
  }

  @Override
  public synchronized Object get(int index) {
    Objects.checkIndex(index, inputs.size());
    SoftReference<Object> kept = loaded.get(index);
    Object input = kept == null ? null : kept.get();
    if (input == null) {
      input = load(index);
      loaded.put(index, new SoftReference<>(input));
    }
    return input;
  }

  private Object load(int index) {
    if (index >= ahead) {
      ahead = Math.min(index + AHEAD, inputs.size());
      fields.readAhead(
          inputs.subList(index, ahead).stream().map(input -> input.artifacts).toList());
    }
    Object flow = runner.newFlow();
    for (int i = 0; i < runner.fields().size(); i++) {
      fields.loadInput(flow, i, inputs.get(index).artifacts, shared);
    }
    return flow;
  }

  @Override
  public Object from(String step) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).step.equals(step) || inputs.get(i).branch.equals(step)) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      Set<String> steps = new LinkedHashSet<>();
      inputs.forEach(input -> steps.add(input.step));
      throw new IllegalArgumentException(
          "inputs.from(\"%s\"): %s inputs came from there. They came from %s."
              .formatted(step, found.isEmpty() ? "no" : found.size(), String.join(", ", steps)));
    }
    return get(found.get(0));
  }

  @Override
  public void merge(Object into, Selection selection) {
    refuseUnknown(selection);
    List<Integer> carried = new ArrayList<>();
    List<String> ambiguous = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < runner.fields().size(); i++) {
      FlowRunner.Field field = runner.fields().get(i);
      if (field.parameter()
          || !selection.selects(field.name())
          || !FieldStore.same(runner.get(into, i), initial[i])) {
        continue;
      }
      Set<String> values = new LinkedHashSet<>();
      inputs.stream()
          .map(input -> input.artifacts.get(field.name()))
          .filter(Objects::nonNull)
          .forEach(ref -> values.add(ref.sha()));
      if (values.size() > 1) {
        ambiguous.add(field.name());
      } else if (values.size() == 1) {
        carried.add(i);
      } else if (selection.including()) {
        missing.add(field.name());
      }
    }
    refuse(ambiguous, missing);
    carried.forEach(field -> fields.carry(into, field, holder(field)));
  }

  private Map<String, ArtifactRef> holder(int field) {
    String name = runner.fields().get(field).name();
    return inputs.stream()
        .filter(input -> input.artifacts.containsKey(name))
        .findFirst()
        .orElseThrow()
        .artifacts;
  }

  private void refuseUnknown(Selection selection) {
    Set<String> unknown = new TreeSet<>(selection.fields());
    runner.fields().forEach(field -> unknown.remove(field.name()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "inputs.merge: the flow has no artifact "
              + String.join(", ", unknown)
              + ". Name its fields.");
    }
  }

  private static void refuse(List<String> ambiguous, List<String> missing) {
    if (!ambiguous.isEmpty()) {
      throw new MergeException(
          ambiguous,
          "inputs.merge: the inputs have different values for %s. Assign %s before the merge, or exclude %s."
              .formatted(String.join(", ", ambiguous), them(ambiguous), them(ambiguous)));
    } else if (!missing.isEmpty()) {
      throw new MergeException(
          missing,
          "inputs.merge: no input has %s. Include only what the branches assign."
              .formatted(String.join(", ", missing)));
    }
  }

  private static String them(List<String> names) {
    return names.size() == 1 ? "it" : "them";
  }
}
