package io.millrace.runtime.task;

import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.metadata.RunTags;

/**
 * What all tasks of a run share.
 *
 * @param flowClass the binary name of the flow class
 * @param run the run's id
 * @param origin the id of the run that it resumes, or ""
 * @param tags who and how
 * @param datastore where data is
 * @param local the folder of what is known of the run, on the machine of the scheduler
 */
public record RunSpec(
    String flowClass,
    String run,
    String origin,
    RunTags tags,
    DatastoreLocation datastore,
    String local) {}
