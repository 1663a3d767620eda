import io.millrace.*;

@Flow
class PrivateStep {
  @Step(next = "end")
  private void start() {}

  @Step
  void end() {}
}
