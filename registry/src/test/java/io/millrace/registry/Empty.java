package io.millrace.registry;

/** A flow of two steps that do nothing. */
@SuppressWarnings("unused") // found by name
final class Empty {
  void start() {}

  void end() {}
}
