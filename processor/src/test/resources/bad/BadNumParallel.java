import io.millrace.*;

@Flow
class BadNumParallel {
  @Step(next = "a", numParallel = 0)
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void j(Inputs<BadNumParallel> inputs) {}

  @Step
  void end() {}
}
