import io.millrace.*;

@Flow
class TwoComputes {
  @Kubernetes
  @Batch
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
