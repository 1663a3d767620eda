import io.millrace.*;

@Flow
class Negative {
  @Retry(minutesBetweenRetries = -1)
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
