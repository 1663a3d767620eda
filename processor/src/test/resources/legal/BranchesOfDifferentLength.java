import io.millrace.*;

@Flow
class BranchesOfDifferentLength {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "a2")
  void a() {}

  @Step(next = "j")
  void a2() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<BranchesOfDifferentLength> inputs) {}

  @Step
  void end() {}
}
