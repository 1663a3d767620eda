import io.millrace.*;

@Flow
class RecursionInBranch {
  boolean done;

  @Step(next = {"work", "z"})
  void start() {}

  @Step(next = {"true=out", "false=work"}, condition = "done")
  void work() {}

  @Step(next = "j")
  void out() {}

  @Step(next = "j")
  void z() {}

  @Step(next = "end")
  void j(Inputs<RecursionInBranch> inputs) {}

  @Step
  void end() {}
}
