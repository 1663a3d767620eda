import io.millrace.*;

@Flow
class PythonKeywordStep {
  @Step(next = "pass")
  void start() {}

  @Step(next = "end")
  void pass() {}

  @Step
  void end() {}
}
