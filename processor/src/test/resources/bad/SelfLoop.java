import io.millrace.*;

@Flow
class SelfLoop {
  @Step(next = "start")
  void start() {}

  @Step
  void end() {}
}
