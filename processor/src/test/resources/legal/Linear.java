import io.millrace.*;

@Flow
class Linear {
  @Step(next = "a")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
