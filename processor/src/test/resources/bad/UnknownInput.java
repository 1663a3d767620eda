import io.millrace.*;

@Flow
class UnknownInput {
  int a;

  @Step(next = {"x", "y"})
  void start() {}

  @Step(next = "join")
  void x() {}

  @Step(next = "join")
  void y() {}

  @Step(next = "end")
  void join(Inputs<UnknownInput> inputs) { inputs.from("start").a(); }

  void a() {}

  @Step
  void end() {}
}
