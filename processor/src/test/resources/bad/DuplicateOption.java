import io.millrace.*;

@Flow
class DuplicateOption {
  @Parameter int learningRate = 1;

  @Parameter(name = "learning_rate")
  int other = 2;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
