import io.millrace.*;

@Flow
class GenericStep {
  @Step(next = "end")
  <T> void start() {}

  @Step
  void end() {}
}
