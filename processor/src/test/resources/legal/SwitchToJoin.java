import io.millrace.*;

@Flow
class SwitchToJoin {
  String way;

  @Step(next = {"x", "z"})
  void start() {}

  @Step(next = {"x=a", "y=j"}, condition = "way")
  void x() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void z() {}

  @Step(next = "end")
  void j(Inputs<SwitchToJoin> inputs) {}

  @Step
  void end() {}
}
