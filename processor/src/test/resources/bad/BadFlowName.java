import io.millrace.*;

@Flow(name = "my-flow")
class BadFlowName {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
