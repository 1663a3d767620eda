package io.millrace.runtime.task;

import io.millrace.Inputs;
import io.millrace.MergeException;
import io.millrace.runtime.datastore.ArtifactRef;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The inputs of a join, each made when it is first asked for. */
final class JoinInputs implements Inputs<Object> {
  /** How many inputs are read at once: most steps look at one after the other. */
  private static final int AHEAD = 32;

  private final FlowType type;
  private final FieldStore store;
  private final List<Input> inputs;
  private final Object flow;
  private final FlowState into;
  private final Function<Map<String, ArtifactRef>, FlowState> states;
  private final Map<Integer, SoftReference<Object>> made = new HashMap<>();

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

  /**
   * @param flow the joining instance
   * @param into the same under way
   * @param states begins an instance that holds some artifacts
   */
  JoinInputs(
      FlowType type,
      FieldStore store,
      List<Input> inputs,
      Object flow,
      FlowState into,
      Function<Map<String, ArtifactRef>, FlowState> states) {
    this.type = type;
    this.store = store;
    this.inputs = inputs;
    this.flow = flow;
    this.into = into;
    this.states = states;
  }

  @Override
  public int size() {
    return inputs.size();
  }

  @Override
  public synchronized Object get(int index) {
    Objects.checkIndex(index, inputs.size());
    SoftReference<Object> kept = made.get(index);
    Object input = kept == null ? null : kept.get();
    if (input == null) {
      input = make(index);
      made.put(index, new SoftReference<>(input));
    }
    return input;
  }

  private Object make(int index) {
    if (index >= ahead) {
      ahead = Math.min(index + AHEAD, inputs.size());
      readAhead(inputs.subList(index, ahead));
    }
    try {
      return states.apply(inputs.get(index).artifacts).make();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // a constructor may declare anything
      throw new IllegalStateException("An input of the join cannot be made: " + e, e);
    }
  }

  private void readAhead(List<Input> soon) {
    List<ArtifactRef> refs = new ArrayList<>();
    for (FlowField field : type.fields()) {
      soon.forEach(
          each -> Optional.ofNullable(each.artifacts.get(field.name())).ifPresent(refs::add));
    }
    store.readAhead(refs);
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
  public void merge(Object target, Selection selection) {
    if (target != flow) {
      throw new IllegalArgumentException(
          "inputs.merge merges into the step's own flow: give it 'this'.");
    }
    refuseUnknown(selection);
    Map<String, ArtifactRef> carried = new HashMap<>();
    List<String> ambiguous = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (FlowField field : type.fields()) {
      String name = field.name();
      if (field.parameter() || !selection.selects(name) || into.isAssigned(name)) {
        continue;
      }
      Map<String, ArtifactRef> values = values(name);
      if (values.size() > 1) {
        ambiguous.add(name);
      } else if (values.size() == 1) {
        carried.put(name, values.values().iterator().next());
      } else if (selection.including()) {
        missing.add(name);
      }
    }
    refuse(ambiguous, missing);
    carried.forEach(into::carry);
  }

  /** What the inputs have in the field, by content. */
  private Map<String, ArtifactRef> values(String name) {
    Map<String, ArtifactRef> values = new HashMap<>();
    for (Input input : inputs) {
      ArtifactRef ref = input.artifacts.get(name);
      if (ref != null) {
        values.put(ref.sha(), ref);
      }
    }
    return values;
  }

  private void refuseUnknown(Selection selection) {
    Set<String> unknown = new TreeSet<>(selection.fields());
    unknown.removeIf(type::hasField);
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
