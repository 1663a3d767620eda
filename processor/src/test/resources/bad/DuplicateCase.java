import io.millrace.*;

@Flow
class DuplicateCase {
  String way;

  @Step(next = {"x=a", "x=end"}, condition = "way")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
