import io.millrace.*;

@Flow
class NoTimeout {
  @Timeout
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
