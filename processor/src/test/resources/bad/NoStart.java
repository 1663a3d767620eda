import io.millrace.*;

@Flow
class NoStart {
  @Step(next = "end")
  void begin() {}

  @Step
  void end() {}
}
