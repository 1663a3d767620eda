import io.millrace.*;

@Flow
class BadOptionName {
  @Parameter(name = "2nd try")
  int second = 1;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
