import io.millrace.*;

@Flow
class Recursion {
  boolean done;

  @Step(next = "work")
  void start() {}

  @Step(next = {"true=end", "false=work"}, condition = "done")
  void work() {}

  @Step
  void end() {}
}
