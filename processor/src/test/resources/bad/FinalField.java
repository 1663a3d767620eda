import io.millrace.*;

@Flow
class FinalField {
  final int score = 1;

  @Parameter final int depth = 2;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
