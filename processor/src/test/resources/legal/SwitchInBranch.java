import io.millrace.*;

@Flow
class SwitchInBranch {
  String way;

  @Step(next = {"x", "z"})
  void start() {}

  @Step(next = {"x=a", "y=b"}, condition = "way")
  void x() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "j")
  void z() {}

  @Step(next = "end")
  void j(Inputs<SwitchInBranch> inputs) {}

  @Step
  void end() {}
}
