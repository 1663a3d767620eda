package io.millrace.runtime.task;

import io.millrace.runtime.metadata.RunTags;

/**
 * What all tasks of a run share.
 *
 * @param flowClass the binary name of the flow class
 * @param run the run's id
 * @param origin the id of the run that it resumes, or ""
 * @param tags who and how
 * @param root the datastore's folder
 */
public record RunSpec(String flowClass, String run, String origin, RunTags tags, String root) {}
