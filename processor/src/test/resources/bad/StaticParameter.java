import io.millrace.*;

@Flow
class StaticParameter {
  @Parameter static int depth = 2;

  @Parameter transient int width = 2;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
