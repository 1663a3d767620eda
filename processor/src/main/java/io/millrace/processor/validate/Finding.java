package io.millrace.processor.validate;

import io.millrace.processor.model.Place;

/** Something wrong, and where. */
public record Finding(String text, Place place) {}
