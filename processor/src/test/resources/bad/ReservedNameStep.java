import io.millrace.*;

@Flow
class ReservedNameStep {
  @Step(next = "next")
  void start() {}

  @Step(next = "end")
  void next() {}

  @Step
  void end() {}
}
