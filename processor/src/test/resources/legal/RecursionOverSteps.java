import io.millrace.*;

@Flow
class RecursionOverSteps {
  boolean done;

  @Step(next = "a")
  void start() {}

  @Step(next = "b")
  void a() {}

  @Step(next = {"true=end", "false=a"}, condition = "done")
  void b() {}

  @Step
  void end() {}
}
