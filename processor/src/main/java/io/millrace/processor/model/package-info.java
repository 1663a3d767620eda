/**
 * What the author wrote, read from the compiler's elements and judged by nobody yet.
 *
 * <p>Comes in: a class annotated {@code @Flow}. Goes out: {@link
 * io.millrace.processor.model.FlowModel}, in which every part knows the {@link
 * io.millrace.processor.model.Place} that a message about it should point at. Read {@link
 * io.millrace.processor.model.FlowReader} first.
 */
@NullMarked
package io.millrace.processor.model;

import org.jspecify.annotations.NullMarked;
