/**
 * The process that runs tasks on this machine, one at a time, and stays warm in between.
 *
 * <p>Comes in: a run and then tasks, over a Unix domain socket. Goes out: results over the socket,
 * output over the process's own streams, with a mark after each task. Each task gets the user's
 * classes from a class loader of its own, so that no static state reaches the next. Read {@link
 * io.millrace.runtime.worker.WorkerMain} first.
 */
@NullMarked
package io.millrace.runtime.worker;

import org.jspecify.annotations.NullMarked;
