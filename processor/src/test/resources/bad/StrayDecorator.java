import io.millrace.*;

@Flow
class StrayDecorator {
  @Step(next = "end")
  void start() {
    helper();
  }

  @Retry(times = 2)
  void helper() {}

  @Step
  void end() {}
}
