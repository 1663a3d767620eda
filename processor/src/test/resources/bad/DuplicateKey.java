import io.millrace.*;

@Flow
class DuplicateKey {
  @Environment(vars = {"A=1", "B=2", "A=3"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
