import io.millrace.*;

@Flow
class BadCase {
  String score;

  @Step(next = {"end", "=end"}, condition = "score")
  void start() {}

  @Step
  void end() {}
}
