import io.millrace.*;

@Flow
class StaticStep {
  @Step(next = "end")
  static void start() {}

  @Step
  void end() {}
}
