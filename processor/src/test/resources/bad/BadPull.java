import io.millrace.*;

@Flow
class BadPull {
  @Docker(pull = "allways")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
