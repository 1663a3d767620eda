import io.millrace.*;

@Flow
class BadLabel {
  @Kubernetes(labels = {"team=data", "purpose=to train"}, annotations = "a/b/c=d")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
