package io.millrace.runtime.task;

import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import java.util.Optional;

/** Runs one attempt of one task: load, step, store, tell. */
public final class TaskRunner {
  private final RunSpec run;
  private final FlowCode code;
  private final Datastore datastore;
  private final Metadata metadata;
  private final ForeachItems items = new ForeachItems();
  private final Incoming.Reader incoming;

  public TaskRunner(RunSpec run, FlowCode code, Datastore datastore, Metadata metadata) {
    this.run = run;
    this.code = code;
    this.datastore = datastore;
    this.metadata = metadata;
    this.incoming = new Incoming.Reader(run, code, datastore, items);
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
      Incoming from = incoming.read(spec);
      record.registerForeach(from.stack());
      FlowType type = FlowType.of(code.manifest(), loader);
      FieldStore store = new FieldStore(datastore, record.store());
      boolean join = code.graph().node(spec.step()).step().join();
      UserStep step = new UserStep(type, store, Observation.of(loader, type), from, join);
      Attempt attempt = new Attempt(new Attempt.Task(run, code, spec, items), record, step, folder);
      return attempt.run(caught);
    }
  }
}
