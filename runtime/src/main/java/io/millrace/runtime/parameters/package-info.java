/**
 * Parameters: from the texts of a command line or an environment to the typed values of a flow's
 * fields.
 *
 * <p>Comes in: option texts, variables, the flow's defaults. Goes out: a value for each parameter
 * field, or a {@link io.millrace.runtime.config.UsageException} naming the option. Read {@link
 * io.millrace.runtime.parameters.ParameterValues} first.
 */
@NullMarked
package io.millrace.runtime.parameters;

import org.jspecify.annotations.NullMarked;
