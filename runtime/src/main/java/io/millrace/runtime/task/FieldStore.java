package io.millrace.runtime.task;

import io.millrace.generated.FlowRunner;
import io.millrace.manifest.FieldUse;
import io.millrace.runtime.artifact.Defaults;
import io.millrace.runtime.artifact.IncludedFile;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.BaseStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Moves artifacts between a flow instance and the datastore.
 *
 * <p>A field is an artifact of a task if it came with one, if its value is not the one that a new
 * instance has, or if the step's code assigns it.
 */
final class FieldStore {
  private final FlowRunner<Object> runner;
  private final Datastore datastore;
  private final AttemptStore store;
  private final FieldUse use;
  private final Map<Integer, Carried> carried = new HashMap<>();

  /** What a field was set to by a merge, and the artifact that it came from. */
  private record Carried(ArtifactRef ref, @Nullable Object value) {}

  FieldStore(FlowRunner<Object> runner, Datastore datastore, AttemptStore store, FieldUse use) {
    this.use = use;
    this.runner = runner;
    this.datastore = datastore;
    this.store = store;
  }

  List<FlowRunner.Field> fields() {
    return runner.fields();
  }

  /**
   * Sets each field that the step may look at or change, and each parameter, from {@code
   * artifacts}.
   */
  void load(Object flow, Map<String, ArtifactRef> artifacts) {
    for (int i = 0; i < fields().size(); i++) {
      FlowRunner.Field field = fields().get(i);
      if (field.parameter() || use.mayRead(field.name()) || use.mayChange(field.name())) {
        loadField(flow, i, artifacts);
      }
    }
  }

  /** Sets field {@code index} if {@code artifacts} has it. */
  @SuppressWarnings("NullAway") // a field of an object type may be set to null
  void loadField(Object flow, int index, Map<String, ArtifactRef> artifacts) {
    FlowRunner.Field field = fields().get(index);
    ArtifactRef ref = artifacts.get(field.name());
    if (ref != null) {
      runner.set(flow, index, value(field, ref));
    }
  }

  /** Sets field {@code index} as {@link #loadField} does; it is an artifact of this task, too. */
  void carry(Object flow, int index, Map<String, ArtifactRef> artifacts) {
    loadField(flow, index, artifacts);
    ArtifactRef ref = artifacts.get(fields().get(index).name());
    if (ref != null) {
      carried.put(index, new Carried(ref, runner.get(flow, index)));
    }
  }

  /** As {@link #loadField}, for one of many instances that have much in common. */
  @SuppressWarnings("NullAway") // a field of an object type may be set to null
  void loadInput(Object flow, int index, Map<String, ArtifactRef> artifacts, SharedValues shared) {
    FlowRunner.Field field = fields().get(index);
    ArtifactRef ref = artifacts.get(field.name());
    if (ref != null) {
      runner.set(flow, index, shared.get(field.type(), ref, () -> value(field, ref)));
    }
  }

  /** Inputs of a join will soon be loaded. */
  void readAhead(List<Map<String, ArtifactRef>> inputs) {
    List<ArtifactRef> soon = new ArrayList<>();
    for (FlowRunner.Field field : fields()) {
      inputs.forEach(input -> Optional.ofNullable(input.get(field.name())).ifPresent(soon::add));
    }
    store.readAhead(soon);
  }

  private @Nullable Object value(FlowRunner.Field field, ArtifactRef ref) {
    if (ref.type().contains("metaflow.includefile.IncludedFile")) {
      IncludedFile file =
          (IncludedFile) Objects.requireNonNull(store.load(field.name(), ref, Object.class));
      byte[] content = datastore.included(file);
      return file.text()
          ? new String(content, java.nio.charset.Charset.forName(encoding(file)))
          : content;
    }
    return store.load(field.name(), ref, field.type());
  }

  private static String encoding(IncludedFile file) {
    return file.encoding() == null ? "UTF-8" : file.encoding();
  }

  /** The values of all fields as they are now. */
  @Nullable Object[] snapshot(Object flow) {
    @Nullable Object[] values = new Object[fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = runner.get(flow, i);
    }
    return values;
  }

  /**
   * Stores the fields of {@code flow} after the step.
   *
   * @param before the fields' values before the step
   * @param inherited the artifacts that came in
   */
  Map<String, ArtifactRef> save(
      Object flow, @Nullable Object[] before, Map<String, ArtifactRef> inherited) {
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>(inherited);
    for (int i = 0; i < fields().size(); i++) {
      FlowRunner.Field field = fields().get(i);
      Object value = runner.get(flow, i);
      Carried merged = carried.get(i);
      if (merged != null && same(value, merged.value) && immutable(value)) {
        artifacts.put(field.name(), merged.ref);
        continue;
      }
      boolean unchanged = same(value, before[i]) && !use.mayChange(field.name());
      boolean known = artifacts.containsKey(field.name());
      if (field.parameter()
          || (unchanged
              && (known ? frozen(field, value) : merged == null && isDefault(field, value)))) {
        continue;
      }
      artifacts.put(field.name(), saveField(flow, i, value));
    }
    return artifacts;
  }

  /** Whether a value that is still the same object also still has the same content. */
  private boolean frozen(FlowRunner.Field field, @Nullable Object value) {
    return !use.mayRead(field.name()) || immutable(value);
  }

  private static boolean immutable(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum;
  }

  private static boolean isDefault(FlowRunner.Field field, @Nullable Object value) {
    Object initial = field.type() instanceof Class<?> type ? Defaults.of(type) : null;
    return Objects.equals(value, initial);
  }

  /** The same object, or the same number. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    boolean boxed = one instanceof Number || one instanceof Boolean || one instanceof Character;
    return one == other || (boxed && Objects.equals(one, other));
  }

  /** What is read only once is stored as a list, and set so that it can be read again. */
  private ArtifactRef saveField(Object flow, int index, @Nullable Object value) {
    FlowRunner.Field field = fields().get(index);
    List<?> items = drained(value);
    if (items != null) {
      Type element =
          field.type() instanceof java.lang.reflect.ParameterizedType generic
              ? generic.getActualTypeArguments()[0]
              : Object.class;
      return store.save(field.name(), items, io.millrace.generated.Types.of(List.class, element));
    }
    return store.save(field.name(), value, field.type());
  }

  private static @Nullable List<?> drained(@Nullable Object value) {
    if (value instanceof BaseStream<?, ?> stream) {
      return drained(stream.iterator());
    } else if (value instanceof Iterator<?> iterator) {
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false).toList();
    }
    return null;
  }
}
