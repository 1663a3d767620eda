/**
 * The client of image registries, by the ORAS library.
 *
 * <p>Comes in: image references. Goes out: what the registries say of them, or one sentence saying
 * why they do not. Credentials are those of Docker's {@code config.json} and its helpers, as {@code
 * DockerLogins} finds them. Read {@link io.millrace.registry.OrasRegistry} first.
 */
@NullMarked
package io.millrace.registry;

import org.jspecify.annotations.NullMarked;
