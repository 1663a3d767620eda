/**
 * Compile time: turns each {@code @Flow} class into its manifest, and every mistake into an error
 * at the place where it was made.
 *
 * <p>Comes in: the compiler's model of an annotated class. Goes out: {@code
 * META-INF/millrace/flows/<class>.json}, and messages. The stages, each a package that knows only
 * the ones before it: {@code model} (what the author wrote) → {@code source} (where it stands) →
 * {@code validate} (what is wrong with it) → {@code dataflow} (what is wrong with its code) →
 * {@code generate} (the manifest). Read {@link io.millrace.processor.FlowProcessor} first.
 */
@NullMarked
package io.millrace.processor;

import org.jspecify.annotations.NullMarked;
