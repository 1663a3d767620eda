import io.millrace.*;

@Flow
class BadQos {
  @Kubernetes(qos = "BestEffort")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
