package io.millrace.runtime.scheduler;

import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.parameters.Parameters;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.storage.Storage;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is to be made.
 *
 * @param plan how each step runs
 * @param parameters none where another run is resumed, which has them
 * @param tags who and how
 * @param maxWorkers how many tasks run at once
 * @param maxSplits how many elements a foreach may have
 * @param datastore where data goes
 * @param metadata where what is known goes
 * @param local the local root, which remembers the latest run
 * @param environment the variables of this process
 * @param settings of the places where steps run, by configuration key
 * @param places where steps run that are no processes of this machine
 * @param resume the run to go on from, if any
 */
public record RunRequest(
    RunPlan plan,
    Optional<Parameters> parameters,
    RunTags tags,
    int maxWorkers,
    int maxSplits,
    StorageDatastore datastore,
    Metadata metadata,
    Storage local,
    Map<String, String> environment,
    Map<String, String> settings,
    Map<ComputeKind, ComputePlace> places,
    Optional<Resume> resume) {

  /**
   * A run to go on from.
   *
   * @param run its id
   * @param step the step to run again, with all after it; empty for what had not finished
   */
  public record Resume(String run, Optional<String> step) {}
}
