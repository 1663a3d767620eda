import io.millrace.*;

@Flow
abstract class AbstractFlow {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
