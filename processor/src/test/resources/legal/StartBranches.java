import io.millrace.*;

@Flow
class StartBranches {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<StartBranches> inputs) {}

  @Step
  void end() {}
}
