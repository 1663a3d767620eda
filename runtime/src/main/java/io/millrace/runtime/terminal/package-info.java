/**
 * What a person sees of a run.
 *
 * <p>Comes in: the events of a run. Goes out: lines, and on a terminal a line of progress below
 * them. Read {@link io.millrace.runtime.terminal.RunConsole} first.
 */
@NullMarked
package io.millrace.runtime.terminal;

import org.jspecify.annotations.NullMarked;
