import io.millrace.*;

@Flow
class TwoParameters {
  @Parameter @IncludeFile String text;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
