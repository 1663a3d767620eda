/**
 * What build time and run time share: the manifest of a flow, and the value types that both must
 * judge alike.
 *
 * <p>Comes in: what the author wrote (from the processor), or the manifest's JSON (from a jar), or
 * a {@code --with} text. Goes out: {@link io.millrace.manifest.FlowManifest} and its JSON, and
 * parsed and checked values: image references, requirements, quantities, decorators. Nothing here
 * knows a compiler, a run or a default. Read {@link io.millrace.manifest.FlowManifest} first, then
 * {@link io.millrace.manifest.DecoratorKind}.
 */
@NullMarked
package io.millrace.manifest;

import org.jspecify.annotations.NullMarked;
