import io.millrace.*;

@Flow
class SwitchOverNumber {
  long count;

  @Step(next = {"0=a", "-1=end", "100=end"}, condition = "count")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
