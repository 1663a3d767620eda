import io.millrace.*;

@Flow
class OutOfRange {
  @Retry(times = 7)
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
