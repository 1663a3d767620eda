package io.millrace.runtime.parameters;

import io.millrace.runtime.task.FlowType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a run.
 *
 * @param type the flow, whose classes the values are of
 * @param values by field, in no particular order
 */
public record Parameters(FlowType type, Map<String, @Nullable Object> values) {}
