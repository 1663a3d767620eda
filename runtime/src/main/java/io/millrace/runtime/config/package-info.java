/**
 * Metaflow's configuration: global file, project file, environment.
 *
 * <p>Comes in: variables and a working directory. Goes out: the value of each key with its source,
 * or a {@link io.millrace.runtime.config.UsageException}. Read {@link
 * io.millrace.runtime.config.Configuration} first.
 */
@NullMarked
package io.millrace.runtime.config;

import org.jspecify.annotations.NullMarked;
