import io.millrace.*;

@Flow
class IncompleteJoinApart {
  @Step(next = {"a", "b", "c"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "k")
  void c() {}

  @Step(next = "end")
  void j(Inputs<IncompleteJoinApart> inputs) {}

  @Step(next = "end")
  void k(Inputs<IncompleteJoinApart> inputs) {}

  @Step
  void end() {}
}
