import io.millrace.*;

@Flow
class CaseWithoutCondition {
  @Step(next = "true=end")
  void start() {}

  @Step
  void end() {}
}
