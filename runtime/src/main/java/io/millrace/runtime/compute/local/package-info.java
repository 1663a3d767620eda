/**
 * Tasks as processes on this machine: a pool of warm workers.
 *
 * <p>Comes in: attempts. Goes out: events. Read {@link
 * io.millrace.runtime.compute.local.WorkerPool} first.
 */
@NullMarked
package io.millrace.runtime.compute.local;

import org.jspecify.annotations.NullMarked;
