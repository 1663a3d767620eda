package io.millrace.runtime.artifact;

import org.jspecify.annotations.Nullable;

/**
 * An exception as Metaflow's {@code MetaflowExceptionWrapper} shows it.
 *
 * @param type the exception's class
 * @param message what it says
 * @param stacktrace its stack trace as text, or null
 */
public record StoredException(String type, String message, @Nullable String stacktrace) {}
