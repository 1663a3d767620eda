package io.millrace.runtime.scheduler;

import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.compute.local.WorkerPool;
import io.millrace.runtime.plan.ComputeKind;
import java.util.EnumMap;
import java.util.Map;

/** The places where the tasks of a run run, each opened when its first task comes. */
final class Computes implements AutoCloseable {
  private final ComputeRequest request;
  private final Map<ComputeKind, ComputePlace> places;
  private final Map<ComputeKind, Compute> open = new EnumMap<>(ComputeKind.class);

  Computes(ComputeRequest request, Map<ComputeKind, ComputePlace> places) {
    this.request = request;
    this.places = places;
  }

  Compute of(ComputeKind kind) {
    return open.computeIfAbsent(kind, this::open);
  }

  private Compute open(ComputeKind kind) {
    return places.getOrDefault(kind, WorkerPool::new).open(request);
  }

  @Override
  public void close() {
    open.values().forEach(Compute::close);
  }
}
