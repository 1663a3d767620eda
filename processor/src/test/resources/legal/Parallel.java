import io.millrace.*;

@Flow
class Parallel {
  @Step(next = "a", numParallel = 4)
  void start() {}

  @Step(next = "j")
  void a(int index, TaskContext task) {}

  @Step(next = "end")
  void j(Inputs<Parallel> inputs) {}

  @Step
  void end() {}
}
