import io.millrace.*;

@Flow
class BadToleration {
  @Kubernetes(tolerations = "gpu=true:NoSchedul")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
