import io.millrace.*;

@Flow
class SplitNotJoinedBranch {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void b() {}

  @Step(next = "end")
  void j(Inputs<SplitNotJoinedBranch> inputs) {}

  @Step
  void end() {}
}
