package io.millrace.runtime.task;

import io.millrace.runtime.weaving.FlowClassLoader;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is seen of the accesses to a flow's fields during a task. Once anything may happen unseen,
 * all that is missing is loaded.
 */
final class Observation {
  private final Set<String> watched;
  private final List<WeakReference<FlowState>> flows = new ArrayList<>();
  private boolean open;

  private Observation(Set<String> watched, boolean open) {
    this.watched = watched;
    this.open = open;
  }

  /** As {@code loader} sees it; of classes of another class loader, nothing is seen. */
  static Observation of(ClassLoader loader, FlowType type) {
    if (!(loader instanceof FlowClassLoader weaving)) {
      return new Observation(Set.of(), true);
    }
    // the JDK reads the fields of what it serializes
    Observation seen =
        new Observation(weaving.watched(), weaving.isOpen() || type.isSerializable());
    weaving.whenOpened(seen::open);
    return seen;
  }

  boolean watches(FlowField field) {
    return watched.contains(field.name());
  }

  /** Whether a field may be missing until someone reads it. */
  synchronized boolean mayWait(FlowState flow) {
    if (!open) {
      flows.add(new WeakReference<>(flow));
    }
    return !open;
  }

  private synchronized void open() {
    open = true;
    for (WeakReference<FlowState> each : flows) {
      FlowState flow = each.get();
      if (flow != null) {
        flow.loadAll();
      }
    }
    flows.clear();
  }
}
