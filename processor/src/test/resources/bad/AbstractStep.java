import io.millrace.*;

@Flow
abstract class AbstractStep {
  @Step(next = "end")
  abstract void start();

  @Step
  void end() {}
}
