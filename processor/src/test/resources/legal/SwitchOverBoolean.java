import io.millrace.*;

@Flow
class SwitchOverBoolean {
  boolean big;
  Boolean ok;

  @Step(next = {"true=a", "false=end"}, condition = "big")
  void start() {}

  @Step(next = {"true=end", "false=b"}, condition = "ok")
  void a() {}

  @Step(next = "end")
  void b() {}

  @Step
  void end() {}
}
