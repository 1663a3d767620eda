package io.millrace.runtime.artifact;

import org.jspecify.annotations.Nullable;

/**
 * One entry of Metaflow's {@code _foreach_stack}.
 *
 * @param step the step that is inside the split
 * @param variable the field that is split over
 * @param size the number of splits
 * @param index of this one, from 0
 * @param value of this one as text, or null
 */
public record ForeachFrame(
    String step, String variable, int size, int index, @Nullable String value) {}
