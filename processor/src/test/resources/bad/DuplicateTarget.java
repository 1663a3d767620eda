import io.millrace.*;

@Flow
class DuplicateTarget {
  @Step(next = {"a", "a"})
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
