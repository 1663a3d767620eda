/**
 * Artifacts as pickles: Java values to what Python reads as its own types, and back into the
 * declared Java types.
 *
 * <p>Comes in: a value and its full generic type, or a pickle and the type that is wanted. Goes
 * out: a protocol 4 pickle, or a value. Reading runs nothing: it knows a closed table of Python
 * globals, and refuses the rest with an {@link io.millrace.runtime.artifact.ArtifactException}.
 * Read {@link io.millrace.runtime.artifact.ArtifactCodec} first; then {@code Encoder} (Java to
 * pickle), {@code PickleInput} (pickle to plain values), {@code Decoder} (plain values to declared
 * types).
 */
@NullMarked
package io.millrace.runtime.artifact;

import org.jspecify.annotations.NullMarked;
