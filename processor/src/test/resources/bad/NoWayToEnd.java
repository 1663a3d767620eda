import io.millrace.*;

@Flow
class NoWayToEnd {
  String way;

  @Step(next = {"A=a", "B=end"}, condition = "way")
  void start() {}

  @Step(next = {"A=b", "B=a"}, condition = "way")
  void a() {}

  @Step(next = "a")
  void b() {}

  @Step
  void end() {}
}
