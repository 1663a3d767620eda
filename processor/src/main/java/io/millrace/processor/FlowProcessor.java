package io.millrace.processor;

/** Tells the story of one compilation. */
public final class FlowProcessor {}
