import io.millrace.*;

@Flow
class NestedSwitch {
  String way;

  @Step(next = {"x=a", "y=b", "z=end"}, condition = "way")
  void start() {}

  @Step(next = {"p=b", "q=c"}, condition = "way")
  void a() {}

  @Step(next = "end")
  void b() {}

  @Step(next = "end")
  void c() {}

  @Step
  void end() {}
}
