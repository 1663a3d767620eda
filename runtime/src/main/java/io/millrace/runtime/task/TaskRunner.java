package io.millrace.runtime.task;

import io.millrace.TaskContext;
import io.millrace.generated.FlowRunner;
import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Transition;
import io.millrace.runtime.artifact.ArtifactCodec;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.artifact.StoredException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of one task: load, step, store, tell. */
public final class TaskRunner {
  private static final int KEPT_INPUTS = 32;

  private final RunSpec run;
  private final FlowCode code;
  private final Datastore datastore;
  private final Metadata metadata;
  private final ForeachItems items = new ForeachItems();
  private final Map<TaskPath, Map<String, ArtifactRef>> finished =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskPath, Map<String, ArtifactRef>> eldest) {
          return size() > KEPT_INPUTS;
        }
      };

  public TaskRunner(RunSpec run, FlowCode code, Datastore datastore, Metadata metadata) {
    this.run = run;
    this.code = code;
    this.datastore = datastore;
    this.metadata = metadata;
  }

  /**
   * Runs an attempt.
   *
   * @param loader has the flow's classes
   * @param caught what {@code @Catch} says of the step, if it has one
   */
  public TaskResult run(TaskSpec spec, ClassLoader loader, Optional<CatchPolicy> caught) {
    AttemptRecord record = new AttemptRecord(run, spec, code, datastore, metadata);
    record.begin();
    try (TempFolder folder = new TempFolder()) {
      Incoming incoming = incoming(spec);
      FlowRunner<Object> runner = code.runner(loader);
      return new Attempt(spec, record, incoming, runner, folder).run(caught);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The generated class of the flow cannot be used: " + e, e);
    }
  }

  /** What the task starts from. */
  private record Incoming(
      List<JoinInputs.Input> inputs,
      Map<String, ArtifactRef> inherited,
      List<ForeachFrame> stack) {}

  private Incoming incoming(TaskSpec spec) {
    boolean join = node(spec).step().join();
    List<String> branches = branches(spec);
    List<JoinInputs.Input> inputs = new ArrayList<>();
    List<Map<String, ArtifactRef>> left =
        artifacts(spec.inputs().stream().map(this::path).toList());
    for (int i = 0; i < spec.inputs().size(); i++) {
      String step = step(spec.inputs().get(i));
      String branch = branches.size() == spec.inputs().size() ? branches.get(i) : step;
      inputs.add(new JoinInputs.Input(step, branch, left.get(i)));
    }
    Map<String, ArtifactRef> first = inputs.get(0).artifacts();
    Map<String, ArtifactRef> inherited = new LinkedHashMap<>();
    first.forEach(
        (name, ref) -> {
          if (SystemArtifacts.inherited(name, join)
              || (!name.startsWith("_") && (!join || isParameter(name)))) {
            inherited.put(name, ref);
          }
        });
    return new Incoming(inputs, inherited, stack(spec, first));
  }

  /** What tasks left. That of one is kept for a while, as many tasks come from one. */
  private List<Map<String, ArtifactRef>> artifacts(List<TaskPath> tasks) {
    return tasks.size() == 1
        ? List.of(finished.computeIfAbsent(tasks.get(0), task -> datastore.artifacts(tasks).get(0)))
        : datastore.artifacts(tasks);
  }

  /** The steps that the branches of a static split begin with, where the task joins one. */
  private List<String> branches(TaskSpec spec) {
    return node(spec)
        .split()
        .map(split -> code.graph().node(split).step().transition())
        .filter(Transition.Branch.class::isInstance)
        .map(Transition::targets)
        .orElse(List.of());
  }

  private boolean isParameter(String name) {
    return code.manifest().parameters().stream().anyMatch(each -> each.field().equals(name));
  }

  private FlowGraph.Node node(TaskSpec spec) {
    return code.graph().node(spec.step());
  }

  private TaskPath path(String stepAndTask) {
    int slash = stepAndTask.indexOf('/');
    return new TaskPath(
        code.manifest().name(),
        run.run(),
        stepAndTask.substring(0, slash),
        stepAndTask.substring(slash + 1));
  }

  /**
   * The foreach stack within this task: that of its first input, one less at a join, one more after
   * a split.
   */
  private List<ForeachFrame> stack(TaskSpec spec, Map<String, ArtifactRef> input) {
    List<ForeachFrame> stack = new ArrayList<>();
    AttemptStore store = datastore.attempt(path(spec.inputs().get(0)), 0);
    if (store.loadPlain("_foreach_stack", SystemArtifacts.require(input, "_foreach_stack"))
        instanceof List<?> frames) {
      frames.forEach(frame -> stack.add((ForeachFrame) frame));
    }
    if (node(spec).split().map(this::fansOut).orElse(false)) {
      stack.remove(stack.size() - 1);
    }
    if (spec.splitIndex() >= 0) {
      stack.add(frame(spec, store, input));
    }
    return stack;
  }

  private boolean fansOut(String split) {
    Transition transition = code.graph().node(split).step().transition();
    return transition instanceof Transition.Foreach || transition instanceof Transition.Parallel;
  }

  private ForeachFrame frame(TaskSpec spec, AttemptStore store, Map<String, ArtifactRef> input) {
    Transition transition = code.graph().node(step(spec.inputs().get(0))).step().transition();
    if (transition instanceof Transition.Foreach foreach) {
      Object item =
          items
              .of(store, foreach.field(), SystemArtifacts.require(input, foreach.field()))
              .get(spec.splitIndex());
      return new ForeachFrame(
          spec.step(),
          foreach.field(),
          spec.splitSize(),
          spec.splitIndex(),
          ForeachItems.text(item));
    }
    return new ForeachFrame(
        spec.step(), "_parallel_ubf_iter", spec.splitSize(), spec.splitIndex(), null);
  }

  private static String step(String stepAndTask) {
    return stepAndTask.substring(0, stepAndTask.indexOf('/'));
  }

  /** One attempt under way. */
  private final class Attempt {
    private final TaskSpec spec;
    private final AttemptRecord record;
    private final Incoming incoming;
    private final FlowRunner<Object> runner;
    private final TempFolder folder;
    private final FieldStore fields;
    private final int index;

    Attempt(
        TaskSpec spec,
        AttemptRecord record,
        Incoming incoming,
        FlowRunner<Object> runner,
        TempFolder folder) {
      this.spec = spec;
      this.record = record;
      this.incoming = incoming;
      this.runner = runner;
      this.folder = folder;
      this.fields = new FieldStore(runner, datastore, record.store(), node(spec).step().use());
      this.index = code.manifest().steps().indexOf(node(spec).step());
    }

    TaskResult run(Optional<CatchPolicy> caught) {
      record.registerForeach(incoming.stack);
      if (spec.fallback()) {
        return goOn(
            caught.orElseThrow(),
            new StoredException("io.millrace.TaskLost", spec.failure(), null));
      }
      try {
        return step(caught);
      } catch (Throwable failure) { // whatever the user's code throws is its failure, an Error too
        return fail(UserFailure.trimmed(failure), caught);
      }
    }

    private TaskResult step(Optional<CatchPolicy> caught) throws Throwable {
      Object flow = runner.newFlow();
      @Nullable Object[] initial = fields.snapshot(flow);
      fields.load(flow, incoming.inherited);
      @Nullable Object[] before = fields.snapshot(flow);
      JoinInputs inputs = new JoinInputs(runner, fields, incoming.inputs, initial);
      runner.step(flow, index, item(), inputs, context(flow));
      System.out.flush();
      System.err.flush();
      Map<String, ArtifactRef> artifacts = fields.save(flow, before, incoming.inherited);
      caught
          .filter(policy -> !policy.var().isEmpty())
          .ifPresent(policy -> artifacts.putIfAbsent(policy.var(), record.none()));
      Outcome outcome = transition(flow, artifacts);
      Map<String, @Nullable Object> states =
          SystemArtifacts.succeeded(outcome.next, outcome.field, outcome.splits);
      outcome.values.ifPresent(values -> states.put(SystemArtifacts.FOREACH_VALUES, values));
      record.finish(artifacts, incoming.stack, states);
      return new TaskResult(true, outcome.next, outcome.splits, "", "");
    }

    @SuppressWarnings("NullAway") // a step that takes no item is given null
    private Object item() {
      Type type = runner.itemType(index);
      int depth = incoming.stack.size();
      if (type == null || depth == 0) {
        return null;
      }
      ForeachFrame frame = incoming.stack.get(depth - 1);
      ArtifactRef ref = incoming.inputs.get(0).artifacts().get(frame.variable());
      return ref == null
          ? frame.index()
          : ArtifactCodec.decode(
              items.of(record.store(), frame.variable(), ref).get(frame.index()), type);
    }

    private TaskContext context(Object flow) {
      Map<String, Object> parameters = new LinkedHashMap<>();
      for (int i = 0; i < runner.fields().size(); i++) {
        if (runner.fields().get(i).parameter()) {
          parameters.put(runner.fields().get(i).name(), runner.get(flow, i));
        }
      }
      List<TaskContext.ForeachFrame> stack = new ArrayList<>();
      incoming.stack.forEach(
          each ->
              stack.add(
                  new TaskContext.ForeachFrame(
                      each.step(),
                      each.variable(),
                      each.size(),
                      each.index(),
                      String.valueOf(each.value()))));
      return new RunningTask(code.manifest().name(), run, spec, parameters, stack, folder);
    }

    private record Outcome(
        List<String> next, Optional<String> field, int splits, Optional<List<String>> values) {
      Outcome(List<String> next) {
        this(next, Optional.empty(), -1, Optional.empty());
      }
    }

    private Outcome transition(Object flow, Map<String, ArtifactRef> artifacts) {
      Transition transition = node(spec).step().transition();
      if (transition instanceof Transition.Foreach foreach) {
        ArtifactRef ref = artifacts.get(foreach.field());
        List<?> elements = ref == null ? List.of() : items.of(record.store(), foreach.field(), ref);
        if (elements.isEmpty()) {
          throw new FlowFailure(
              "Step '%s' splits over '%s', which is %s. Put at least one element into it, or go another way by a switch."
                  .formatted(spec.step(), foreach.field(), ref == null ? "null" : "empty"));
        }
        List<String> texts = elements.stream().map(ForeachItems::text).toList();
        return new Outcome(
            transition.targets(),
            Optional.of(foreach.field()),
            elements.size(),
            Optional.of(texts));
      } else if (transition instanceof Transition.Parallel parallel) {
        return new Outcome(
            transition.targets(),
            Optional.of("_parallel_ubf_iter"),
            parallel.size(),
            Optional.empty());
      } else if (transition instanceof Transition.Switch choice) {
        return new Outcome(List.of(choose(choice, flow)));
      }
      return new Outcome(transition.targets());
    }

    private String choose(Transition.Switch choice, Object flow) {
      Object value = null;
      for (int i = 0; i < runner.fields().size(); i++) {
        if (runner.fields().get(i).name().equals(choice.condition())) {
          value = runner.get(flow, i);
        }
      }
      String text = value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
      String step = choice.cases().get(text);
      if (step == null) {
        throw new FlowFailure(
            "Step '%s' switches on '%s', which is '%s'; its cases are %s. Add that case to @Step(next)."
                .formatted(
                    spec.step(),
                    choice.condition(),
                    text,
                    String.join(", ", choice.cases().keySet())));
      }
      return step;
    }

    private TaskResult fail(Throwable failure, Optional<CatchPolicy> caught) {
      StoredException stored =
          new StoredException(
              failure.getClass().getName(),
              String.valueOf(failure.getMessage()),
              UserFailure.trace(failure));
      if (caught.isPresent() && spec.lastTry() && !(failure instanceof FlowFailure)) {
        if (caught.get().printException()) {
          System.err.print(stored.stacktrace());
        }
        System.err.println("@Catch: the flow goes on.");
        return retired(failure, goOn(caught.get(), stored));
      }
      System.err.print(
          failure instanceof FlowFailure ? failure.getMessage() + "\n" : stored.stacktrace());
      System.err.flush();
      record.finish(incoming.inherited, incoming.stack, SystemArtifacts.failed(stored));
      return retired(failure, TaskResult.failed(UserFailure.line(failure)));
    }

    private TaskResult retired(Throwable failure, TaskResult result) {
      return failure instanceof VirtualMachineError
          ? result.retiring("it ran into " + failure)
          : result;
    }

    /** What {@code @Catch} leaves: the artifacts as they came in, and the failure. */
    private TaskResult goOn(CatchPolicy policy, StoredException failure) {
      Transition transition = node(spec).step().transition();
      if (transition instanceof Transition.Foreach || transition instanceof Transition.Switch) {
        String why = "its failure cannot be caught, as the step decides what runs next";
        record.finish(incoming.inherited, incoming.stack, SystemArtifacts.failed(failure));
        return TaskResult.failed(failure.type() + ": " + failure.message() + " (" + why + ")");
      }
      Map<String, ArtifactRef> artifacts = new LinkedHashMap<>(incoming.inherited);
      if (!policy.var().isEmpty()) {
        artifacts.put(policy.var(), record.store().save(policy.var(), failure, Object.class));
      }
      List<String> next = transition.targets();
      Map<String, @Nullable Object> states = SystemArtifacts.succeeded(next, Optional.empty(), -1);
      states.put("_success", false);
      states.put("_catch_exception", failure);
      record.finish(artifacts, incoming.stack, states);
      return new TaskResult(true, next, -1, "", "");
    }
  }

  /** A failure that is the flow's own logic, told in a line rather than by a stack trace. */
  private static final class FlowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FlowFailure(String message) {
      super(message);
    }

    /** Without the class's name, which says nothing to the flow's author. */
    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
