/**
 * The file of a legal flow: its manifest.
 *
 * <p>Comes in: a {@link io.millrace.processor.model.FlowModel} that validation has let pass. Goes
 * out: {@code META-INF/millrace/flows/<class>.json}, the same bytes for the same source. Read
 * {@link io.millrace.processor.generate.FlowWriter} first.
 */
@NullMarked
package io.millrace.processor.generate;

import org.jspecify.annotations.NullMarked;
