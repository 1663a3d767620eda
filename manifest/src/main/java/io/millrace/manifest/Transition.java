package io.millrace.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs after a step. */
public sealed interface Transition {

  /** The names of the steps that may run next, in the order written, each once. */
  List<String> targets();

  /** Whether what runs after the step depends on what it assigns. */
  static boolean decides(Transition transition) {
    return transition instanceof Foreach || transition instanceof Switch;
  }

  /** Nothing: the step is {@code end}. */
  record End() implements Transition {
    @Override
    public List<String> targets() {
      return List.of();
    }
  }

  /** One step, once. */
  record Linear(String next) implements Transition {
    @Override
    public List<String> targets() {
      return List.of(next);
    }
  }

  /** Several steps, each once. */
  record Branch(List<String> next) implements Transition {
    public Branch {
      next = List.copyOf(next);
    }

    @Override
    public List<String> targets() {
      return next;
    }
  }

  /** One step, once for each element of a field. */
  record Foreach(String field, String next) implements Transition {
    @Override
    public List<String> targets() {
      return List.of(next);
    }
  }

  /** One step, a fixed number of times. */
  record Parallel(int size, String next) implements Transition {
    @Override
    public List<String> targets() {
      return List.of(next);
    }
  }

  /** One of several steps, chosen by a field's value. */
  record Switch(String condition, Map<String, String> cases) implements Transition {
    public Switch {
      cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
    }

    @Override
    public List<String> targets() {
      return cases.values().stream().distinct().toList();
    }
  }
}
