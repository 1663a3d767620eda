import io.millrace.*;

@Flow
class UnknownStep {
  @Step(next = "evalaute")
  void start() {}

  @Step(next = "xylophone")
  void evaluate() {}

  @Step
  void end() {}
}
