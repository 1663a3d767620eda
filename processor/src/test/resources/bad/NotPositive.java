import io.millrace.*;

@Flow
class NotPositive {
  @Resources(cpu = 0, memory = -1)
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
