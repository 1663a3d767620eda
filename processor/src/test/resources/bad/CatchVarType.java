import io.millrace.*;

@Flow
class CatchVarType {
  int failed;

  @Catch(var = "failed")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
