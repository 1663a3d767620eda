import io.millrace.*;

@Flow
class NextOnEnd {
  @Step(next = "end")
  void start() {}

  @Step(next = "start")
  void end() {}
}
