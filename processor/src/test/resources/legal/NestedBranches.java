import io.millrace.*;

@Flow
class NestedBranches {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = {"c", "d"})
  void a() {}

  @Step(next = "j2")
  void c() {}

  @Step(next = "j2")
  void d() {}

  @Step(next = "j")
  void j2(Inputs<NestedBranches> inputs) {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<NestedBranches> inputs) {}

  @Step
  void end() {}
}
