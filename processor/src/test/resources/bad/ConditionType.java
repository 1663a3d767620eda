import io.millrace.*;

@Flow
class ConditionType {
  double score;

  @Step(next = {"1.5=end"}, condition = "score")
  void start() {}

  @Step
  void end() {}
}
