import io.millrace.*;

@Flow
class UnknownCase {
  enum Color { RED, BLUE }

  Color color;
  int count;

  @Step(next = {"BLU=a", "RED=end"}, condition = "color")
  void start() {}

  @Step(next = {"one=end"}, condition = "count")
  void a() {}

  @Step
  void end() {}
}
