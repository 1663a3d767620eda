import io.millrace.*;

@Flow
class BadKeyValue {
  @Environment(vars = {"A=1", "B"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
