import io.millrace.*;

@Flow
class JoinThatSplits {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = {"c", "d"})
  void j(Inputs<JoinThatSplits> inputs) {}

  @Step(next = "k")
  void c() {}

  @Step(next = "k")
  void d() {}

  @Step(next = "end")
  void k(Inputs<JoinThatSplits> inputs) {}

  @Step
  void end() {}
}
