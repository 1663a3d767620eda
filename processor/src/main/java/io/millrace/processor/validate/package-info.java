/**
 * What is wrong with a flow.
 *
 * <p>Comes in: {@link io.millrace.processor.model.FlowModel}. Goes out: {@link
 * io.millrace.processor.validate.Validation}, all findings at once, each with its place and its
 * text from the one table {@link io.millrace.processor.validate.Message}. Each class of rules looks
 * at one side of a flow and knows nothing of the others. Read {@link
 * io.millrace.processor.validate.Validation} first.
 */
@NullMarked
package io.millrace.processor.validate;

import org.jspecify.annotations.NullMarked;
