import io.millrace.*;

@Flow
class UnderscoreName {
  int _hidden;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
