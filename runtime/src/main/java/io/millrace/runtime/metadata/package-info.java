/**
 * What is known about runs, steps, tasks and artifacts, in Metaflow's form.
 *
 * <p>Comes in: registrations from the scheduler and from tasks. Goes out: the same, for the
 * commands that look at runs. Read {@link io.millrace.runtime.metadata.Metadata} first.
 */
@NullMarked
package io.millrace.runtime.metadata;

import org.jspecify.annotations.NullMarked;
