import io.millrace.*;

@Flow
class BadPullPolicy {
  @Kubernetes(imagePullPolicy = "allways")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
