import io.millrace.*;

@Flow
class BadImage {
  @Kubernetes(image = "Acme/Trainer:1.4")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
