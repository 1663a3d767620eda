package io.millrace.runtime.task;

import io.millrace.TaskContext;
import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Transition;
import io.millrace.runtime.artifact.ArtifactCodec;
import io.millrace.runtime.artifact.Exceptions;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.artifact.Generics;
import io.millrace.runtime.artifact.StoredException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt under way. */
final class Attempt {
  private final Task task;
  private final AttemptRecord record;
  private final UserStep step;
  private final TempFolder folder;
  private final Deadline deadline;
  private final Streams streams = new Streams();

  /** Which task it is. */
  record Task(RunSpec run, FlowCode code, TaskSpec spec, ForeachItems items) {
    FlowGraph.Node node() {
      return code.graph().node(spec.step());
    }
  }

  Attempt(Task task, AttemptRecord record, UserStep step, TempFolder folder) {
    this.task = task;
    this.record = record;
    this.step = step;
    this.folder = folder;
    this.deadline = new Deadline(task.spec.timeout());
  }

  TaskResult run(Optional<CatchPolicy> caught) {
    if (task.spec.lost().isPresent()) {
      TaskSpec.Lost lost = task.spec.lost().get();
      return goOn(
          caught.orElseThrow(),
          step.incoming().inherited(),
          new StoredException(lost.type(), lost.why(), null));
    }
    try {
      return succeed(caught);
    } catch (Throwable failure) { // whatever the user's code throws is its failure, an Error too
      return fail(UserFailure.trimmed(failure), caught);
    }
  }

  private TaskResult succeed(Optional<CatchPolicy> caught) throws Throwable {
    try {
      deadline.call(() -> step.call(task.spec.step(), this::item, context()));
    } finally {
      streams.restore();
    }
    Map<String, ArtifactRef> artifacts = step.artifacts();
    caught
        .filter(policy -> !policy.var().isEmpty())
        .ifPresent(policy -> artifacts.put(policy.var(), record.none()));
    Outcome outcome = Outcome.of(task, step, record.store(), artifacts);
    Map<String, @Nullable Object> states =
        SystemArtifacts.succeeded(outcome.next(), outcome.field(), outcome.splits());
    outcome.values().ifPresent(values -> states.put(SystemArtifacts.FOREACH_VALUES, values));
    record.finish(artifacts, step.incoming().stack(), states);
    return new TaskResult(true, outcome.next(), outcome.splits(), "", "");
  }

  private @Nullable Object item() {
    List<ForeachFrame> stack = step.incoming().stack();
    Optional<Type> declared = step.type().itemType(task.spec.step());
    return declared.isEmpty() || stack.isEmpty()
        ? null
        : element(stack.get(stack.size() - 1), declared.get());
  }

  /**
   * This task's element of a split around it, as the type of the field's elements.
   *
   * @param fallback the type of elements of a field that does not say
   */
  private @Nullable Object element(ForeachFrame frame, Type fallback) {
    if (frame.variable().equals(FrameElement.PARALLEL)) {
      return frame.index();
    }
    ArtifactRef ref =
        SystemArtifacts.require(step.incoming().inputs().get(0).artifacts(), frame.variable());
    List<?> items = task.items.of(record.store(), frame.variable(), ref);
    if (frame.index() >= items.size()) {
      throw new IllegalStateException(
          "Element %d of '%s' is not there any more: a step inside the foreach has assigned the field."
              .formatted(frame.index(), frame.variable()));
    }
    Type type = Generics.elementType(step.type().typeOf(frame.variable())).orElse(fallback);
    return ArtifactCodec.decode(items.get(frame.index()), type);
  }

  private TaskContext context() {
    List<TaskContext.ForeachFrame> stack = new ArrayList<>();
    for (ForeachFrame each : step.incoming().stack()) {
      stack.add(new FrameElement(each, frame -> element(frame, Object.class)));
    }
    return new RunningTask(task.code, task.run, task.spec, step::parameters, stack, folder);
  }

  private TaskResult fail(Throwable failure, Optional<CatchPolicy> caught) {
    List<String> doubts = new ArrayList<>();
    Map<String, ArtifactRef> artifacts = step.artifactsAfterFailure(doubts);
    doubts.forEach(System.err::println);
    StoredException stored = Exceptions.store(failure);
    boolean plain = failure instanceof FlowFailure;
    String place = plain ? UserFailure.place(failure).map(at -> " (" + at + ")").orElse("") : "";
    String line = deadline.isPassed() ? stored.message() : UserFailure.line(failure) + place;
    if (caught.isPresent() && task.spec.lastTry() && !plain) {
      if (caught.get().printException()) {
        System.err.print(stored.stacktrace());
      }
      System.err.println("@Catch: the flow continues.");
      return retired(failure, goOn(caught.get(), artifacts, stored));
    }
    System.err.print(plain ? line + "\n" : stored.stacktrace());
    System.err.flush();
    record.finish(artifacts, step.incoming().stack(), SystemArtifacts.failed(stored));
    return retired(failure, TaskResult.failed(line));
  }

  private TaskResult retired(Throwable failure, TaskResult result) {
    if (failure instanceof VirtualMachineError) {
      return result.retiring("it ran into " + UserFailure.line(failure));
    }
    return deadline.isPassed() ? result.retiring("the step may still run") : result;
  }

  /** What {@code @Catch} leaves: the artifacts as far as the step came, and the failure. */
  private TaskResult goOn(
      CatchPolicy policy, Map<String, ArtifactRef> left, StoredException failure) {
    Transition transition = task.node().step().transition();
    if (transition instanceof Transition.Foreach || transition instanceof Transition.Switch) {
      String why = "its failure cannot be caught, as the step decides what runs next";
      record.finish(left, step.incoming().stack(), SystemArtifacts.failed(failure));
      return TaskResult.failed(failure.type() + ": " + failure.message() + " (" + why + ")");
    }
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>(left);
    if (!policy.var().isEmpty()) {
      artifacts.put(policy.var(), record.store().save(policy.var(), failure, Object.class));
    }
    List<String> next = transition.targets();
    Map<String, @Nullable Object> states = SystemArtifacts.succeeded(next, Optional.empty(), -1);
    states.put("_success", false);
    states.put("_catch_exception", failure);
    record.finish(artifacts, step.incoming().stack(), states);
    return new TaskResult(true, next, -1, "", "");
  }
}
