/**
 * The logs of tasks in Metaflow's format, where each line says when it was printed and by what.
 *
 * <p>Comes in: lines of output. Goes out: bytes to store, and lines again. Read {@link
 * io.millrace.runtime.log.TaskLog} first.
 */
@NullMarked
package io.millrace.runtime.log;

import org.jspecify.annotations.NullMarked;
