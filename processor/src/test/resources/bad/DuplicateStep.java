import io.millrace.*;

@Flow
class DuplicateStep {
  @Step(next = "end")
  void start() {}

  @Step(next = "end")
  void start(TaskContext task) {}

  @Step
  void end() {}
}
