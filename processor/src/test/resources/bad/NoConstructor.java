import io.millrace.*;

@Flow
class NoConstructor {
  NoConstructor(int seed) {}

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
