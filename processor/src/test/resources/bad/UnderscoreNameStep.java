import io.millrace.*;

@Flow
class UnderscoreNameStep {
  @Step(next = "_parameters")
  void start() {}

  @Step(next = "end")
  void _parameters() {}

  @Step
  void end() {}
}
