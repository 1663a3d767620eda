import io.millrace.*;

@Flow
class Cycle {
  @Step(next = "a")
  void start() {}

  @Step(next = "b")
  void a() {}

  @Step(next = "a")
  void b() {}

  @Step
  void end() {}
}
