import io.millrace.*;

@Flow
class Switch {
  String way;

  @Step(next = {"x=a", "y=b"}, condition = "way")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step(next = "end")
  void b() {}

  @Step
  void end() {}
}
