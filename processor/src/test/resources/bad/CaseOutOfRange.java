import io.millrace.*;

@Flow
class CaseOutOfRange {
  byte small;
  char letter;

  @Step(next = {"1=two", "300=end"}, condition = "small")
  void start() {}

  @Step(next = {"a=end", "bc=end"}, condition = "letter")
  void two() {}

  @Step
  void end() {}
}
