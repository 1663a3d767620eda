/**
 * What registries say of images.
 *
 * <p>Comes in: image references. Goes out: digest, size and platform of each, or why it cannot be
 * pulled. The client is in a module of its own, found by {@link java.util.ServiceLoader}. Read
 * {@link io.millrace.runtime.image.ImageChecks} first.
 */
@NullMarked
package io.millrace.runtime.image;

import org.jspecify.annotations.NullMarked;
