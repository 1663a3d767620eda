import io.millrace.*;

@Flow
class BlankInName {
  String way;

  @Step(next = {"x = a ", " y=end"}, condition = "way")
  void start() {}

  @Step(next = "end ")
  void a() {}

  @Step
  void end() {}
}
