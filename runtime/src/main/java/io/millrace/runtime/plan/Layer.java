package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import java.util.Map;

/** What one source says of one decorator on a step. */
record Layer(DecoratorKind kind, Map<String, Object> attributes, String source) {}
