import io.millrace.*;

@Flow
class DeadSwitchToStart {
  boolean done;

  @Step(next = "check")
  void start() {}

  @Step(next = {"true=end", "false=start"}, condition = "done")
  void check() {}

  @Step
  void end() {}
}
