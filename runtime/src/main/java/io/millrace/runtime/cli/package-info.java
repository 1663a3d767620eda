/**
 * The command line: {@code java -jar flow.jar [Flow] COMMAND}.
 *
 * <p>Comes in: arguments and {@link io.millrace.runtime.cli.Surroundings}. Goes out: what the
 * command prints, and the exit code: 0 done, 1 the flow failed, 2 usage or configuration, 130
 * interrupted. One class a command; each says which options it takes and what it does with them.
 * Read {@link io.millrace.runtime.cli.FlowCommandLine} first.
 */
@NullMarked
package io.millrace.runtime.cli;

import org.jspecify.annotations.NullMarked;
