/**
 * What the source text of a flow's methods tells beyond its declarations: which artifacts its steps
 * read and assign.
 *
 * <p>Comes in: a legal flow and its source text. Goes out: what is certainly a mistake, each where
 * it stands. Nothing here is part of what runs. Where the text can not be followed, as where {@code
 * this} is given away, or where a class has no source, nothing is said. Read {@link
 * io.millrace.processor.dataflow.DataFlow} first; {@code CodeScanner} reads the code of one method.
 */
@NullMarked
package io.millrace.processor.dataflow;

import org.jspecify.annotations.NullMarked;
