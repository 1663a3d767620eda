/**
 * Compile time: turns each {@code @Flow} class into its manifest and its runner, and every mistake
 * into an error at the place where it was made.
 *
 * <p>Comes in: the compiler's model of an annotated class. Goes out: {@code
 * META-INF/millrace/flows/<class>.json}, {@code <FlowClass>_Runner}, and messages. The stages, each
 * a package that knows only the ones before it: {@code model} (what the author wrote) → {@code
 * validate} (what is wrong with it) → {@code generate} (the two files). Read {@link
 * io.millrace.processor.FlowProcessor} first.
 */
@NullMarked
package io.millrace.processor;

import org.jspecify.annotations.NullMarked;
