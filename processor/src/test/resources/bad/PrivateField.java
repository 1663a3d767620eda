import io.millrace.*;

@Flow
class PrivateField {
  private int score;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
