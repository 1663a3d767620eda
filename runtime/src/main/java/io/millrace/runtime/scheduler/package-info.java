/**
 * The run: which task next, until the flow has ended or failed.
 *
 * <p>Comes in: a {@link io.millrace.runtime.scheduler.RunRequest}. Goes out: a run in the
 * datastore, events for whoever watches, and a {@link io.millrace.runtime.scheduler.RunOutcome}.
 * One thread works through events; it holds ids and states, no data. Read {@link
 * io.millrace.runtime.scheduler.Scheduler} first, then {@code RunGraph}, which knows what follows
 * what, and {@code Visit}, which names a task in every run of its flow.
 */
@NullMarked
package io.millrace.runtime.scheduler;

import org.jspecify.annotations.NullMarked;
