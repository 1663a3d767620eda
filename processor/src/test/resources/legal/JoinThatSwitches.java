import io.millrace.*;

@Flow
class JoinThatSwitches {
  String way;

  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = {"x=c", "y=end"}, condition = "way")
  void j(Inputs<JoinThatSwitches> inputs) {}

  @Step(next = "end")
  void c() {}

  @Step
  void end() {}
}
