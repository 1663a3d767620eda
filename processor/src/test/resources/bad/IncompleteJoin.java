import io.millrace.*;

@Flow
class IncompleteJoin {
  @Step(next = {"a", "b", "c"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "k")
  void c() {}

  @Step(next = "k")
  void j(Inputs<IncompleteJoin> inputs) {}

  @Step(next = "end")
  void k(Inputs<IncompleteJoin> inputs) {}

  @Step
  void end() {}
}
