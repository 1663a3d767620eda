package io.millrace.runtime.compute;

/** A place where tasks can run, as far as is known before the run begins. */
@FunctionalInterface
public interface ComputePlace {
  /** Opens it for a run. */
  Compute open(ComputeRequest request);
}
