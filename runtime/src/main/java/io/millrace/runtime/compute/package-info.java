/**
 * Where tasks run.
 *
 * <p>Comes in: attempts to run. Goes out: events. Read {@link
 * io.millrace.runtime.compute.TaskEvents} first; {@code compute.local} is the one that is always
 * there.
 */
@NullMarked
package io.millrace.runtime.compute;

import org.jspecify.annotations.NullMarked;
