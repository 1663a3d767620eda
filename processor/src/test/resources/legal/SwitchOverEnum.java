import io.millrace.*;

@Flow
class SwitchOverEnum {
  enum Way { LEFT, RIGHT }

  Way way;

  @Step(next = {"LEFT=a", "RIGHT=end"}, condition = "way")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
