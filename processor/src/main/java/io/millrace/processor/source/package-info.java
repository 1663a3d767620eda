/**
 * What source text tells beyond the compiler's model of it: where a thing stands, and what code
 * assigns.
 *
 * <p>Comes in: the compiler at hand. Goes out: positions, and complaints at statements; nothing
 * where the compiler is not javac. Read {@link io.millrace.processor.source.Sources} first.
 */
@NullMarked
package io.millrace.processor.source;

import org.jspecify.annotations.NullMarked;
