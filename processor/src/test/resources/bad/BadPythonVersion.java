import io.millrace.*;

@Flow
class BadPythonVersion {
  @Pypi(python = "three")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
