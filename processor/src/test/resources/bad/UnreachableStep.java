import io.millrace.*;

@Flow
class UnreachableStep {
  @Step(next = "end")
  void start() {}

  @Step(next = "lost2")
  void lost() {}

  @Step(next = "end")
  void lost2() {}

  @Step
  void end() {}
}
