import io.millrace.*;

@Flow
class OverloadedStep {
  @Step(next = "end")
  void start() {}

  void start(int attempt) {}

  @Step
  void end() {}
}
