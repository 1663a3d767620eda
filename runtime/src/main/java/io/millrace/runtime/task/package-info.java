/**
 * One task, from its inputs to its artifacts; the same code wherever it runs.
 *
 * <p>Comes in: a {@link io.millrace.runtime.task.TaskSpec}. Goes out: what the datastore and the
 * metadata hold of it, and a {@link io.millrace.runtime.task.TaskResult} that says what runs next.
 * Read {@link io.millrace.runtime.task.TaskRunner} first.
 */
@NullMarked
package io.millrace.runtime.task;

import org.jspecify.annotations.NullMarked;
