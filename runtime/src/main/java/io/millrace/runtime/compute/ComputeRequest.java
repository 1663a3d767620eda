package io.millrace.runtime.compute;

import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.task.RunSpec;
import java.util.Map;

/**
 * What a run tells a place where it will run tasks.
 *
 * @param run what all tasks share
 * @param plan how each step runs
 * @param datastore where tasks read and write
 * @param local where what is known of the run is kept
 * @param most how many tasks will run at once
 * @param environment the variables of this process
 * @param settings those of all places, by configuration key
 * @param events hears of the tasks
 */
public record ComputeRequest(
    RunSpec run,
    RunPlan plan,
    StorageDatastore datastore,
    Storage local,
    int most,
    Map<String, String> environment,
    Map<String, String> settings,
    TaskEvents events) {
  public ComputeRequest {
    environment = Map.copyOf(environment);
    settings = Map.copyOf(settings);
  }
}
