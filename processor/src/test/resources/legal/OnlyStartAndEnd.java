import io.millrace.*;

@Flow
class OnlyStartAndEnd {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
