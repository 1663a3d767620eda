package io.millrace.examples.access;

import io.millrace.examples.access.FlowModel.Act;
import io.millrace.examples.access.FlowModel.Field;
import io.millrace.examples.access.FlowModel.Leads;
import io.millrace.examples.access.FlowModel.Op;
import io.millrace.examples.access.FlowModel.Step;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Goes through a flow step by step, in one thread: what its tasks must print and leave. */
final class Interpreter {
  private static final int MOST_ITEMS = 3;

  private final FlowModel flow;
  private final int most;
  private final List<TaskRecord> tasks = new ArrayList<>();
  private boolean failed;

  private Interpreter(FlowModel flow, int most) {
    this.flow = flow;
    this.most = most;
  }

  /**
   * What a run comes to.
   *
   * @param failed whether a step fails for good
   */
  record Outcome(List<TaskRecord> tasks, boolean failed) {}

  /** The flow does what no flow may, or makes too many tasks. */
  static final class InvalidFlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidFlow(String message) {
      super(message);
    }
  }

  /**
   * Runs the flow.
   *
   * @param most after how many tasks to give up
   * @throws InvalidFlow if it cannot be run
   */
  static Outcome run(FlowModel flow, int most) {
    Interpreter interpreter = new Interpreter(flow, most);
    Map<String, Object> parameters = new LinkedHashMap<>();
    flow.fields().values().stream()
        .filter(Field::parameter)
        .forEach(field -> parameters.put(field.name(), field.initial()));
    interpreter.walk("start", List.of(parameters), List.of(), null);
    return new Outcome(interpreter.tasks, interpreter.failed);
  }

  /** What a sequence of tasks leaves to the step that joins it, if any. */
  private record Left(Map<String, Object> artifacts, String join) {}

  private Left walk(
      String first, List<Map<String, Object>> before, List<Integer> indices, Object item) {
    String name = first;
    List<Map<String, Object>> inputs = before;
    Object with = item;
    while (true) {
      Step step = flow.steps().get(name);
      Map<String, Object> left = task(step, inputs, indices, with);
      with = null;
      if (step.next().isEmpty() || failed) {
        return new Left(left, "");
      }
      if (step.leads() == Leads.BRANCH || step.leads() == Leads.FOREACH) {
        inputs = new ArrayList<>();
        name = split(step, left, indices, inputs);
        if (failed) {
          return new Left(left, "");
        }
      } else {
        name = step.leads() == Leads.ON ? step.next().get(0) : chosen(step, left);
        inputs = List.of(left);
        if (flow.steps().get(name).join()) {
          return new Left(left, name);
        }
      }
    }
  }

  private String split(
      Step step, Map<String, Object> left, List<Integer> indices, List<Map<String, Object>> leave) {
    String join = "";
    if (step.leads() == Leads.BRANCH) {
      for (String branch : step.next()) {
        Left end = walk(branch, List.of(left), indices, null);
        leave.add(end.artifacts);
        join = end.join;
      }
      return join;
    }
    Object items = left.get(step.by());
    int size = size(items);
    if (size == 0 || size > MOST_ITEMS) {
      throw new InvalidFlow(step.name() + " splits over " + size);
    }
    for (int i = 0; i < size; i++) {
      List<Integer> inner = new ArrayList<>(indices);
      inner.add(i);
      Object item = items instanceof List<?> list ? list.get(i) : Array.get(items, i);
      Left end = walk(step.next().get(0), List.of(left), inner, item);
      leave.add(end.artifacts);
      join = end.join;
    }
    return join;
  }

  private static int size(Object items) {
    return items == null ? 0 : items instanceof List<?> list ? list.size() : Array.getLength(items);
  }

  private String chosen(Step step, Map<String, Object> left) {
    int found = step.cases().indexOf(String.valueOf(left.get(step.by())));
    if (found < 0) {
      throw new InvalidFlow(step.name() + " switches on " + left.get(step.by()));
    }
    return step.next().get(found);
  }

  private Map<String, Object> task(
      Step step, List<Map<String, Object>> inputs, List<Integer> indices, Object item) {
    if (tasks.size() >= most) {
      throw new InvalidFlow("more than " + most + " tasks");
    }
    List<String> lines = new ArrayList<>();
    Map<String, Object> left = Map.of();
    boolean done = false;
    for (int attempt = 0; attempt <= step.retries() && !done; attempt++) {
      lines.add("at " + indices);
      if (step.item()) {
        lines.add("#0 " + Sample.show(item));
      }
      Task task = new Task(step, inputs, lines);
      done = task.runs(attempt);
      left = task.artifacts();
    }
    failed |= !done && step.caught() == null;
    if (step.caught() != null && !step.caught().isEmpty()) {
      left.put(step.caught(), done ? null : new IllegalStateException("as told"));
    }
    Map<String, String> shown = new LinkedHashMap<>();
    left.forEach((name, value) -> shown.put(name, Sample.abbreviated(Sample.show(value))));
    tasks.add(new TaskRecord(step.name(), lines, shown));
    return left;
  }

  /** The instance of one flow: what its fields hold and where that comes from. */
  private final class Instance {
    final Map<String, Object> values = new LinkedHashMap<>();
    final Map<String, Object> originals = new LinkedHashMap<>();
    final Map<String, String> contents = new LinkedHashMap<>();
    final Set<String> came = new LinkedHashSet<>();
    final Set<String> assigned = new LinkedHashSet<>();

    Instance(Map<String, Object> artifacts) {
      for (Field field : flow.fields().values()) {
        String name = field.name();
        Object value = field.initial();
        if (artifacts.containsKey(name)) {
          came.add(name);
          value = field.kind().copy(artifacts.get(name));
        }
        values.put(name, value);
        originals.put(name, value);
        contents.put(name, Sample.show(value));
      }
    }

    Object read(Field field, Way way) {
      Object value = values.get(field.name());
      return way.copiesWhatItReads() ? field.kind().copy(value) : value;
    }

    void assign(Field field, Way way, Object value) {
      values.put(field.name(), way == Way.JACKSON ? field.kind().copy(value) : value);
      if (way.isSeen()) {
        assigned.add(field.name());
      }
    }

    private boolean holdsOther(Field field) {
      Object value = values.get(field.name());
      Object original = originals.get(field.name());
      boolean number = value instanceof Number || value instanceof Boolean;
      return number ? !value.equals(original) : value != original;
    }

    boolean isLeft(Field field) {
      return came.contains(field.name())
          || assigned.contains(field.name())
          || field.initializer() != null
          || holdsOther(field);
    }

    /** Whether a merge leaves the field alone. */
    boolean isOwn(Field field) {
      return assigned.contains(field.name())
          || (!came.contains(field.name())
              && (holdsOther(field)
                  || !contents.get(field.name()).equals(Sample.show(values.get(field.name())))));
    }

    void carry(Field field, Object value) {
      Object copy = field.kind().copy(value);
      came.add(field.name());
      values.put(field.name(), copy);
      originals.put(field.name(), copy);
    }
  }

  /** One attempt. */
  private final class Task {
    private final Step step;
    private final List<Map<String, Object>> inputs;
    private final List<String> lines;
    private final Instance own;
    private final Map<Integer, Instance> opened = new LinkedHashMap<>();

    Task(Step step, List<Map<String, Object>> inputs, List<String> lines) {
      this.step = step;
      this.inputs = inputs;
      this.lines = lines;
      Map<String, Object> artifacts = new LinkedHashMap<>(inputs.get(0));
      if (step.join()) {
        artifacts.keySet().removeIf(name -> !flow.field(name).parameter());
      }
      this.own = new Instance(artifacts);
    }

    /** Whether all of the step was done. */
    boolean runs(int attempt) {
      for (Op op : step.ops()) {
        if (op.act() == Act.FAIL) {
          if (attempt < op.number()) {
            return false;
          }
        } else {
          run(op, flow.field(op.field()));
        }
      }
      return true;
    }

    Map<String, Object> artifacts() {
      Map<String, Object> left = new LinkedHashMap<>();
      for (Field field : flow.fields().values()) {
        if (field.parameter()) {
          left.put(field.name(), field.initial()); // whatever the step changes within
        } else if (own.isLeft(field)) {
          left.put(field.name(), field.kind().copy(own.values.get(field.name())));
        }
      }
      return left;
    }

    private Instance input(Op op) {
      return opened.computeIfAbsent(0, index -> new Instance(inputs.get(index)));
    }

    private void show(Op op, Object value) {
      lines.add("#" + op.id() + " " + Sample.abbreviated(Sample.show(value)));
    }

    private void run(Op op, Field field) {
      switch (op.act()) {
        case READ -> show(op, own.read(field, op.read()));
        case ASSIGN -> own.assign(field, op.write(), field.kind().value(op.number()));
        case ASSIGN_SAME -> own.assign(field, op.write(), own.read(field, op.read()));
        case COPY -> own.assign(field, op.write(), own.read(flow.field(op.other()), op.read()));
        case INCREMENT ->
            own.assign(field, op.write(), field.kind().next(own.read(field, op.read())));
        case CHANGE -> Sample.change(own.read(field, op.read()));
        case ASSIGN_IN_CLONE, ASSIGN_IN_OTHER -> show(op, field.kind().value(op.number()));
        case FAIL_TO_SET -> show(op, own.values.get(field.name()));
        case ASSIGN_IN_INPUT -> {
          input(op).assign(field, op.write(), field.kind().value(op.number()));
          show(op, input(op).values.get(field.name()));
        }
        case READ_INPUT -> show(op, input(op).read(field, op.read()));
        case TAKE_INPUT -> own.assign(field, op.write(), input(op).read(field, op.read()));
        case CHANGE_INPUT -> Sample.change(input(op).read(field, op.read()));
        case MERGE, MERGE_EXCLUDING -> {
          Set<String> differing = merge(op, Set.of());
          if (!differing.isEmpty()) {
            show(op, differing.toString());
            merge(op, differing);
          }
        }
        case MERGE_INCLUDING -> {
          Set<String> differing = merge(op, Set.of());
          if (!differing.isEmpty()) {
            show(op, differing.toString());
          }
        }
        case MAKE_ITEMS -> {
          int size = size(own.values.get(field.name()));
          if (size == 0 || size > MOST_ITEMS) {
            own.assign(field, op.write(), field.kind().value(op.number()));
          }
        }
        case MAKE_CASE -> makeCase(op, field);
        case LESS -> own.assign(field, op.write(), (int) own.values.get(op.other()) < op.number());
        default -> throw new IllegalArgumentException(op.toString());
      }
    }

    private void makeCase(Op op, Field field) {
      Object now = own.values.get(field.name());
      if (now instanceof Integer number && number != 0 && number != 1) {
        own.assign(field, op.write(), number & 1);
      } else if (field.kind() == Kind.TEXT && !"a".equals(now)) {
        own.assign(field, op.write(), "b");
      }
    }

    /** Returns the fields that keep it from merging. */
    private Set<String> merge(Op op, Set<String> without) {
      Map<Field, Object> carried = new LinkedHashMap<>();
      Set<String> differing = new TreeSet<>();
      Set<String> missing = new TreeSet<>();
      boolean including = op.act() == Act.MERGE_INCLUDING;
      for (Field field : flow.fields().values()) {
        String name = field.name();
        boolean selected = op.fields().contains(name) == including && !without.contains(name);
        if (field.parameter() || !selected || own.isOwn(field)) {
          continue;
        }
        Map<String, Object> different = new LinkedHashMap<>();
        inputs.stream()
            .filter(input -> input.containsKey(name))
            .forEach(input -> different.put(Sample.show(input.get(name)), input.get(name)));
        if (different.size() > 1) {
          differing.add(name);
        } else if (different.size() == 1) {
          carried.put(field, different.values().iterator().next());
        } else if (including) {
          missing.add(name);
        }
      }
      if (differing.isEmpty() && missing.isEmpty()) {
        carried.forEach(own::carry);
      }
      return differing.isEmpty() ? missing : differing;
    }
  }
}
