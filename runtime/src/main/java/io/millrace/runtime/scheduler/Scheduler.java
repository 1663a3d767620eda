package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.compute.TaskEvents;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.datastore.LatestRun;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.Metadatum;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import io.millrace.runtime.task.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes a run: one thread that starts what can start and hears what has ended. */
public final class Scheduler implements TaskEvents {
  private final RunRequest request;
  private final QueuedListener listener;
  private final FlowManifest flow;
  private final FlowGraph graph;
  private final RunGraph following;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Records records;
  private final ReadyTasks ready = new ReadyTasks(this::place);
  private final Map<TaskSpec, Running> running = new IdentityHashMap<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final List<RunOutcome.Failure> failures = new ArrayList<>();
  private String run = "";
  private int lastId;
  private int done;
  private boolean ended;
  private boolean interrupted;

  private Scheduler(RunRequest request, QueuedListener listener) {
    this.request = request;
    this.listener = listener;
    this.flow = request.plan().flow();
    this.graph = FlowGraph.of(flow);
    this.following = new RunGraph(graph);
    this.records =
        new Records(
            request.datastore().type().equals(DatastoreLocation.LOCAL), () -> events.add(() -> {}));
  }

  /** A task that runs, with what it has printed. */
  private record Running(PlannedTask task, TaskSpec spec, Compute compute, AttemptLogs logs) {}

  /** Something to do at a time, in nanoseconds of this JVM's clock. */
  private record Alarm(long time, Runnable action) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(time - other.time, 0);
    }
  }

  /**
   * Makes a run.
   *
   * @param started is told the run's id once it can be resumed, before the first task starts
   * @param stop is given what stops the run from another thread, and waits until it has
   */
  public static RunOutcome run(
      RunRequest request, RunListener listener, Consumer<String> started, Consumer<Runnable> stop) {
    try (QueuedListener queued = new QueuedListener(listener)) {
      return new Scheduler(request, queued).run(started, stop);
    }
  }

  private RunOutcome run(Consumer<String> started, Consumer<Runnable> stop) {
    Runnable begin = request.resume().isPresent() ? resuming() : this::begin;
    run = request.metadata().newRun(flow.name(), request.tags());
    String from = request.resume().map(RunRequest.Resume::run).orElse("");
    RunSpec spec =
        new RunSpec(
            flow.className(),
            run,
            from,
            request.tags(),
            request.datastore().location(),
            request.local().root());
    ComputeRequest places =
        new ComputeRequest(
            spec,
            request.plan(),
            request.datastore(),
            request.local(),
            request.maxWorkers(),
            request.environment(),
            request.settings(),
            this);
    try (records;
        Computes computes = new Computes(places, request.places())) {
      stop.accept(() -> events.add(() -> interrupted = true));
      boolean splits = graph.nodes().stream().anyMatch(node -> node.matchingJoin().isPresent());
      computes.of(request.plan().step(FlowGraph.START).compute()).warmUp(splits ? 2 : 1);
      listener.runStarted(run);
      begin.run();
      started.accept(run);
      while (!finished()) {
        startReady(computes);
        listener.progress(
            done,
            running.size(),
            failures.size(),
            done + running.size() + ready.size() + failures.size());
        awaitEvents();
        records.check();
      }
      abandon();
    }
    records.check();
    RunOutcome outcome = new RunOutcome(run, state(), failures);
    listener.runEnded(outcome);
    return outcome;
  }

  private void begin() {
    new ParametersTask(request, graph, run).write(request.parameters().orElseThrow());
    new LatestRun(request.local()).remember(flow.name(), run);
    ready.add(following.start(ParametersTask.PATH));
  }

  /**
   * Looks at the run that is resumed, before there is a new one that could be left behind.
   *
   * @return what takes over from it
   */
  private Runnable resuming() {
    OriginRun origin = new OriginRun(request, graph);
    Map<String, ArtifactRef> parameters = origin.parameters();
    TakeOver found = TakeOver.of(origin::take, following, request.maxSplits());
    return () -> {
      new ParametersTask(request, graph, run).copy(parameters);
      takeOver(origin, found);
      request.datastore().resumed(new TaskPath(flow.name(), run, TaskPath.PARAMETERS, "0"));
    };
  }

  private void takeOver(OriginRun origin, TakeOver found) {
    new LatestRun(request.local()).remember(flow.name(), run);
    found.taken().forEach(each -> origin.copy(each.origin(), path(each.task())));
    done = found.taken().size();
    lastId = done;
    ended = found.reachesEnd();
    ready.addAll(found.open());
    listener.cloned(done);
  }

  private boolean finished() {
    return ended
        || interrupted
        || (running.isEmpty() && (!failures.isEmpty() || (ready.isEmpty() && alarms.isEmpty())));
  }

  private RunOutcome.State state() {
    if (interrupted && !ended) {
      return RunOutcome.State.INTERRUPTED;
    }
    return ended && failures.isEmpty() ? RunOutcome.State.DONE : RunOutcome.State.FAILED;
  }

  /** Starts what there is room for; after a failure, nothing. */
  private void startReady(Computes computes) {
    ready.queues().forEach((kind, queue) -> startReady(queue, () -> computes.of(kind)));
  }

  private void startReady(ArrayDeque<PlannedTask> queue, Supplier<Compute> place) {
    while (failures.isEmpty() && !queue.isEmpty() && running.size() < request.maxWorkers()) {
      PlannedTask task = queue.peek();
      StepPlan plan = request.plan().step(task.step);
      if (task.id.isEmpty()) {
        task.id = Integer.toString(++lastId);
      }
      TaskSpec spec = spec(task, plan);
      Compute compute = place.get();
      if (!compute.start(spec, plan, queue.size())) {
        return;
      }
      queue.poll();
      running.put(spec, new Running(task, spec, compute, new AttemptLogs(compute.independent())));
      listener.taskStarted(task.path(), task.attempt);
      // @Timeout is of the step's code, which does not run again for what @Catch leaves
      if (spec.lost().isEmpty() && !compute.independent()) {
        plan.timeout()
            .ifPresent(limit -> at(limit.plus(TimeLimit.SLACK), () -> expire(spec, limit)));
      }
    }
  }

  private void at(Duration later, Runnable action) {
    alarms.add(new Alarm(System.nanoTime() + later.toNanos(), action));
  }

  /** Where the task's next attempt runs. What @Catch leaves is stored from here. */
  private ComputeKind place(PlannedTask task) {
    StepPlan plan = request.plan().step(task.step);
    return isFallback(task, plan) ? ComputeKind.LOCAL : plan.compute();
  }

  private static boolean isFallback(PlannedTask task, StepPlan plan) {
    return !task.lost.isEmpty() && task.attempt - task.disruptions > plan.retry().times();
  }

  private static TaskSpec spec(PlannedTask task, StepPlan plan) {
    return new TaskSpec(
        task.step,
        task.id,
        task.attempt,
        task.attempt - task.disruptions >= plan.retry().times(),
        isFallback(task, plan) ? Optional.of(lost(task, plan)) : Optional.empty(),
        plan.timeout(),
        task.inputs,
        task.takesElement() ? task.part.index : -1,
        task.takesElement() ? task.part.splitSize() : 0,
        task.visit().rounds());
  }

  private static TaskSpec.Lost lost(PlannedTask task, StepPlan plan) {
    boolean timedOut = plan.timeout().map(TimeLimit::exceeded).equals(Optional.of(task.lost));
    return new TaskSpec.Lost(timedOut, task.lost);
  }

  private void expire(TaskSpec spec, Duration limit) {
    Running expired = running.get(spec);
    if (expired != null) {
      expired.task.lost = TimeLimit.exceeded(limit);
      expired.compute.kill(spec);
    }
  }

  private void awaitEvents() {
    try {
      Alarm next = alarms.peek();
      Runnable event =
          next == null
              ? events.take()
              : events.poll(Math.max(0, next.time - System.nanoTime()), TimeUnit.NANOSECONDS);
      for (; event != null; event = events.poll()) {
        event.run();
      }
      while (alarms.peek() != null && alarms.peek().time - System.nanoTime() <= 0) {
        alarms.poll().action.run();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }

  @Override
  public void roomMade() {
    events.add(() -> {});
  }

  @Override
  public void notice(String news) {
    events.add(() -> listener.notice(news));
  }

  @Override
  public void imageFound(TaskSpec spec, String digest) {
    events.add(
        () -> {
          Running using = running.get(spec);
          if (using != null) {
            request
                .metadata()
                .add(
                    path(using.task),
                    request.tags().user(),
                    ImageRecord.of(request.plan().step(spec.step()), digest, spec.attempt()));
          }
        });
  }

  @Override
  public void metadata(TaskSpec spec, Map<String, String> facts) {
    events.add(
        () -> {
          Running using = running.get(spec);
          if (using != null) {
            List<Metadatum> all = new ArrayList<>();
            facts.forEach((name, value) -> all.add(Metadatum.of(name, value, spec.attempt())));
            request.metadata().add(path(using.task), request.tags().user(), all);
          }
        });
  }

  @Override
  public void notice(TaskSpec spec, String words) {
    byte[] line = words.getBytes(StandardCharsets.UTF_8);
    events.add(
        () -> {
          Running using = running.get(spec);
          if (using != null) {
            using.logs.notice(line);
            listener.printed(using.task.path(), LogStream.STDERR, line);
          }
        });
  }

  @Override
  public void printed(TaskSpec spec, LogStream stream, byte[] line) {
    listener.awaitRoom(line);
    events.add(
        () -> {
          Running printing = running.get(spec);
          if (printing != null) {
            printing.logs.printed(stream, line);
            listener.printedFromRoom(printing.task.path(), stream, line);
          } else {
            listener.drop(line);
          }
        });
  }

  @Override
  public void ended(TaskSpec spec, TaskResult result, Ending ending) {
    events.add(() -> conclude(spec, result, ending));
  }

  private void conclude(TaskSpec spec, TaskResult result, Ending ending) {
    Running over = running.remove(spec);
    if (over == null) {
      return;
    }
    PlannedTask task = over.task;
    String why = ending.lost() && !task.lost.isEmpty() ? task.lost : failure(over, result, ending);
    boolean tooMany = result.splits() > request.maxSplits();
    if (tooMany) {
      why =
          "it splits into %d tasks, and --max-num-splits is %d. Raise it if that is meant"
              .formatted(result.splits(), request.maxSplits());
    }
    boolean ok = result.ok() && !tooMany;
    store(over, ok, why, ending);
    if (ok) {
      succeed(task, result);
    } else if (tooMany) {
      fail(task, why);
    } else {
      retryOrFail(task, why, ending);
    }
  }

  /** Java's virtual machine aborts after a signal, and says in the log which it was. */
  private static String failure(Running over, TaskResult result, Ending ending) {
    return ending.lost() && ending.returnCode() == ExitCode.ABORTED
        ? over.logs.crash().map(ExitCode::crashed).orElse(result.failure())
        : result.failure();
  }

  private void store(Running over, boolean ok, String why, Ending ending) {
    AttemptStore store = request.datastore().attempt(path(over.task), over.spec.attempt());
    if (!ok) {
      over.logs.failed(why, ending);
    }
    records.write(() -> store.exited(ending.returnCode(), ending.killed(), ok));
    over.logs.store(store, records);
  }

  private void succeed(PlannedTask task, TaskResult result) {
    done++;
    listener.taskDone(task.path());
    if (result.splits() >= 0) {
      listener.split(task.path(), result.splits());
    }
    ended = task.step.equals(FlowGraph.END);
    ready.addAll(following.after(task, result.next(), result.splits()));
  }

  /** A lost process gets one more attempt than the retries say, if its failure is to be caught. */
  private void retryOrFail(PlannedTask task, String why, Ending ending) {
    StepPlan plan = request.plan().step(task.step);
    if (ending.disrupted() && task.disruptions < plan.disruptions()) {
      task.attempt++;
      task.disruptions++;
      listener.taskRetried(task.path(), why, Duration.ZERO);
      ready.addFirst(task);
      return;
    }
    int tried = task.attempt - task.disruptions;
    boolean again = tried < plan.retry().times();
    boolean caught =
        ending.lost() && plan.catchPolicy().isPresent() && tried == plan.retry().times();
    if (!again && !caught) {
      fail(task, why);
      return;
    }
    task.attempt++;
    task.lost = caught ? why : "";
    Duration delay = again ? plan.retry().delay() : Duration.ZERO;
    if (caught) {
      listener.taskCaught(task.path(), why);
    } else {
      listener.taskRetried(task.path(), why, delay);
    }
    if (delay.isZero()) {
      ready.addFirst(task);
    } else {
      at(delay, () -> ready.addFirst(task));
    }
  }

  private void fail(PlannedTask task, String why) {
    failures.add(new RunOutcome.Failure(task.path(), why));
    listener.taskFailed(task.path(), why);
  }

  /** Stops what still runs after an interrupt, and says so in the store. */
  private void abandon() {
    if (interrupted) {
      listener.stopWaiting();
    }
    List<Running> all = List.copyOf(running.values());
    all.forEach(left -> left.compute.kill(left.spec));
    all.forEach(left -> store(left, false, "the run was interrupted", new Ending(-1, true, true)));
    running.clear();
  }

  private TaskPath path(PlannedTask task) {
    return new TaskPath(flow.name(), run, task.step, task.id);
  }
}
