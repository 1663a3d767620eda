package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Kubernetes;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.List;
import java.util.stream.IntStream;

/** Waits for as many pods as it is told. */
@Flow
class WaitFlow {
  @Parameter int count = 10;

  List<Integer> items;

  @Step(next = "pod", foreach = "items")
  void start() {
    items = IntStream.range(0, count).boxed().toList();
  }

  @Kubernetes(
      image = "busybox",
      cpu = 0.01,
      memory = 10,
      disk = 10,
      nodeSelector = "type=simulated",
      tolerations = "simulated")
  @Step(next = "join")
  void pod() {}

  @Step(next = "end")
  void join(Inputs<WaitFlow> inputs) {}

  @Step
  void end() {}
}
