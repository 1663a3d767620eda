import io.millrace.*;

@Flow
class Names {
  int train, end, step, self, run, type, id, nextStep, print, list;
  @Parameter int learningRate = 1;
  @Parameter int URLPath = 2;

  @Step(next = "trainModel")
  void start() {}

  @Step(next = "end")
  void trainModel() {
    train = helper(learningRate);
  }

  private int helper(int x) {
    return x;
  }

  @Step
  void end() {}
}
