package io.millrace.processor.model;

import io.millrace.manifest.DecoratorKind;

/** A decorator on a step or on the flow. */
public record DecoratorModel(DecoratorKind kind, AnnotationModel annotation) {}
