package io.millrace.runtime.task;

import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.artifact.Defaults;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.woven.FieldWatch;
import io.millrace.woven.Watched;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * A flow instance under way: which artifact each field came with, whether it has been loaded, and
 * whether the task has assigned it.
 *
 * <p>Small artifacts are loaded at once, large ones when they are first read, if reading them is
 * seen. A field is an artifact of the task if it came with one, or was assigned in the task, or
 * holds something else than it did at first.
 */
final class FlowState extends FieldWatch {
  private static final int IS_THERE = 0;
  private static final int IS_MISSING = 1;

  private final FlowType type;
  private final FieldStore store;
  private final Observation seen;
  private final boolean[] assigned;
  private final boolean[] initialized;
  private final AtomicIntegerArray missing;
  private final @Nullable ArtifactRef[] refs;
  private final @Nullable Object[] originals;
  private final @Nullable String[] initialContents;
  private final boolean join;
  private volatile @Nullable Object flow;
  private boolean watched;

  /**
   * @param artifacts what the instance comes with; what are not fields of the flow are left alone
   * @param join whether artifacts may be merged into it
   */
  FlowState(
      FlowType type,
      FieldStore store,
      Observation seen,
      Map<String, ArtifactRef> artifacts,
      boolean join) {
    int count = type.fields().size();
    this.type = type;
    this.store = store;
    this.seen = seen;
    this.join = join;
    this.assigned = new boolean[count];
    this.initialized = new boolean[count];
    this.missing = new AtomicIntegerArray(count);
    this.refs = new ArtifactRef[count];
    this.originals = new Object[count];
    this.initialContents = new String[count];
    for (int i = 0; i < count; i++) {
      refs[i] = artifacts.get(field(i).name());
    }
  }

  /**
   * Makes the instance, and loads what is to be loaded.
   *
   * @throws Throwable whatever the flow's initializers throw
   */
  Object make() throws Throwable {
    Object made = construct();
    watched = made instanceof Watched known && known.$millrace() == this;
    boolean mayWait = watched && seen.mayWait(this);
    for (int i = 0; i < refs.length; i++) {
      noteInitial(made, i);
      ArtifactRef ref = refs[i];
      if (ref != null) {
        arrive(made, i, ref, mayWait);
      }
    }
    flow = made;
    return made;
  }

  private Object construct() throws Throwable {
    type.initialize();
    expect(this);
    try {
      return type.newFlow();
    } finally {
      expect(null);
    }
  }

  private void noteInitial(Object made, int field) {
    Object initial = field(field).get(made);
    Class<?> declared = field(field).field().getType();
    initialized[field] =
        watches(field) ? assigned[field] : !Objects.equals(initial, Defaults.of(declared));
    assigned[field] = false;
    originals[field] = initial;
    if (join && !Values.isImmutable(initial) && !Values.isReadOnce(initial)) {
      initialContents[field] = content(field, initial);
    }
  }

  /** What the value is now; null if that cannot be told. */
  private @Nullable String content(int field, @Nullable Object value) {
    try {
      return store.save(field(field), value).sha();
    } catch (ArtifactException e) {
      return null; // told when it is to be kept
    }
  }

  /** Loads what {@code ref} stores into the field, or notes that it is missing there. */
  private void arrive(Object made, int field, ArtifactRef ref, boolean mayWait) {
    FlowField target = field(field);
    boolean large = ref.size() > FieldStore.SMALL;
    if (target.parameter() && watches(field) && (!large || target.get(made) != null)) {
      originals[field] = target.get(made); // its class has taken it
      return;
    }
    boolean waits = mayWait && watches(field) && !target.isPrimitive();
    if (waits && large) {
      miss(made, field);
      return;
    }
    try {
      Object value = store.load(target, ref);
      originals[field] = value;
      target.set(made, value);
    } catch (ArtifactException e) {
      if (!waits) {
        throw e;
      }
      miss(made, field); // who reads it will be told why it cannot be read
    }
  }

  private void miss(Object made, int field) {
    field(field).set(made, null);
    missing.set(field, IS_MISSING);
  }

  private boolean isMissing(int field) {
    return missing.get(field) == IS_MISSING;
  }

  private FlowField field(int index) {
    return type.fields().get(index);
  }

  private boolean watches(int field) {
    return watched && seen.watches(field(field));
  }

  /** Whether there is an instance: its initializers may have failed. */
  boolean isMade() {
    return flow != null;
  }

  private Object made() {
    return Objects.requireNonNull(flow);
  }

  @Override
  protected void reading(Object reader, int field) {
    if (flow != null) {
      load(field);
      return;
    }
    ArtifactRef ref = refs[field];
    if (ref != null && field(field).parameter()) { // read by an initializer
      field(field).set(reader, store.load(field(field), ref));
    }
  }

  private void load(int field) {
    if (isMissing(field)) {
      loadOnce(field);
    }
  }

  private synchronized void loadOnce(int field) {
    ArtifactRef ref = refs[field];
    if (isMissing(field) && ref != null) {
      Object value = store.load(field(field), ref);
      originals[field] = value;
      VarHandle.releaseFence(); // other threads that see the reference see the value
      field(field).set(made(), value);
      missing.set(field, IS_THERE);
    }
  }

  /** Loads all that is missing, as code that is not seen may read it. */
  void loadAll() {
    if (flow != null) {
      for (int i = 0; i < missing.length(); i++) {
        load(i);
      }
    }
  }

  @Override
  protected void assigning(int field) {
    if (!assigned[field]) { // a loop that assigns does this again and again
      assignFirst(field);
    }
  }

  private synchronized void assignFirst(int field) {
    missing.set(field, IS_THERE);
    assigned[field] = true;
  }

  @Override
  public void assigned(String field) {
    int index = type.index(field);
    if (field(index).parameter()) {
      throw readOnly(field(index));
    }
    assigned[index] = true;
  }

  @Override
  protected boolean assigningParameter(int field) {
    if (flow != null) {
      throw readOnly(field(field));
    }
    return !given(field);
  }

  static IllegalStateException readOnly(FlowField field) {
    return new IllegalStateException(
        "'%s' is a parameter, which no step may assign. Assign another field."
            .formatted(field.name()));
  }

  @Override
  protected boolean given(int field) {
    return refs[field] != null;
  }

  @Override
  protected @Nullable Object given(int field, @Nullable Object fallback) {
    ArtifactRef ref = refs[field];
    boolean large = ref != null && ref.size() > FieldStore.SMALL && !field(field).isPrimitive();
    return ref == null || large ? fallback : store.load(field(field), ref);
  }

  /** The value of a field, as a step would see it. */
  @Nullable Object value(String name) {
    int field = type.index(name);
    load(field);
    return field(field).get(made());
  }

  /** Whether the step has assigned the field, or changed what its initializer made. */
  boolean isAssigned(String name) {
    int field = type.index(name);
    if (assigned[field] || isMissing(field) || refs[field] != null) {
      return assigned[field];
    }
    Object value = field(field).get(made());
    String content = initialContents[field];
    return !Values.same(value, originals[field])
        || (content != null && !content.equals(content(field, value)));
  }

  /** Has the field hold what {@code ref} stores, as if the task had come with it. */
  synchronized void carry(String name, ArtifactRef ref) {
    int field = type.index(name);
    refs[field] = ref;
    arrive(made(), field, ref, watched && seen.mayWait(this));
  }

  /** The artifacts that the fields are now, stored. */
  Map<String, ArtifactRef> save() {
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    for (int i = 0; i < refs.length; i++) {
      ArtifactRef ref = save(i);
      if (ref != null) {
        artifacts.put(field(i).name(), ref);
      }
    }
    return artifacts;
  }

  /**
   * The artifacts of a task that has failed; what cannot be stored is as it came.
   *
   * @param doubts is given why each could not
   */
  Map<String, ArtifactRef> saveAfterFailure(List<String> doubts) {
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    for (int i = 0; i < refs.length; i++) {
      ArtifactRef ref = refs[i];
      try {
        ref = save(i);
      } catch (RuntimeException e) { // the step may be changing it at this moment
        doubts.add("'%s' is kept as it was before the step: %s".formatted(field(i).name(), e));
      }
      if (ref != null) {
        artifacts.put(field(i).name(), ref);
      }
    }
    return artifacts;
  }

  private @Nullable ArtifactRef save(int index) {
    FlowField field = field(index);
    ArtifactRef ref = refs[index];
    if (isMissing(index)) {
      return ref;
    }
    Object value = field.get(made());
    boolean same = Values.same(value, originals[index]);
    if (field.parameter()) {
      if (!same && ref != null) {
        throw readOnly(field);
      }
      return ref;
    } else if (ref == null) {
      boolean present = assigned[index] || initialized[index] || !same;
      return present ? store.save(field, value) : null;
    } else if (assigned[index] || !same) {
      return store.save(field, value);
    }
    return Values.isImmutable(value) ? ref : saveIfChanged(field, value, ref);
  }

  /** Stores a value that may have been changed within. */
  private ArtifactRef saveIfChanged(FlowField field, @Nullable Object value, ArtifactRef ref) {
    ArtifactRef now = store.save(field, value);
    return store.isUnchanged(field, ref, now) ? ref : now;
  }
}
