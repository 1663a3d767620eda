import io.millrace.*;

@Flow
class StepReturns {
  @Step(next = "end")
  int start() {
    return 1;
  }

  @Step
  void end() {}
}
