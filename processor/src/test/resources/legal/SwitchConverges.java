import io.millrace.*;

@Flow
class SwitchConverges {
  String way;

  @Step(next = {"x=a", "y=b"}, condition = "way")
  void start() {}

  @Step(next = "c")
  void a() {}

  @Step(next = "c")
  void b() {}

  @Step(next = "end")
  void c() {}

  @Step
  void end() {}
}
