/**
 * What source text tells beyond the compiler's model of it: where a thing stands, and what code
 * does.
 *
 * <p>Comes in: the compiler at hand. Goes out: positions, the trees of a flow's classes, and
 * messages at them; less where the compiler is Eclipse's, and nothing where it is another. Read
 * {@link io.millrace.processor.source.Sources} first.
 */
@NullMarked
package io.millrace.processor.source;

import org.jspecify.annotations.NullMarked;
