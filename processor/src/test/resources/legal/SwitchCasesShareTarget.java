import io.millrace.*;

@Flow
class SwitchCasesShareTarget {
  String way;

  @Step(next = {"x=a", "y=a", "z=end"}, condition = "way")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
