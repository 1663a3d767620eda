/**
 * Where the data of runs is kept, in Metaflow's layout.
 *
 * <p>Comes in: artifacts, logs and states of task attempts. Goes out: the same. The bytes are a
 * {@code storage}'s, which writes whole objects or none. Read {@link
 * io.millrace.runtime.datastore.Datastore} first, then {@link
 * io.millrace.runtime.datastore.AttemptStore}.
 */
@NullMarked
package io.millrace.runtime.datastore;

import org.jspecify.annotations.NullMarked;
