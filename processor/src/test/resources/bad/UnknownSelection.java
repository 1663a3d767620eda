import io.millrace.*;

@Flow
class UnknownSelection {
  int a;

  @Step(next = {"x", "y"})
  void start() {}

  @Step(next = "join")
  void x() {}

  @Step(next = "join")
  void y() {}

  @Step(next = "end")
  void join(Inputs<UnknownSelection> inputs) { inputs.merge(this, Inputs.exclude("nothing")); }

  void a() {}

  @Step
  void end() {}
}
