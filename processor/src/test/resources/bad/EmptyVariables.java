import io.millrace.*;

@Flow
class EmptyVariables {
  @Environment(vars = {})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
