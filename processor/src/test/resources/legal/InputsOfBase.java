import io.millrace.*;

@Flow
class InputsOfBase extends InputsOfBaseShape {}

abstract class InputsOfBaseShape {
  int score;

  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "join")
  void a() {}

  @Step(next = "join")
  void b() {}

  @Step(next = "end")
  void join(Inputs<InputsOfBaseShape> inputs) {
    inputs.merge(this);
    score = inputs.get(0).score;
  }

  @Step
  void end() {}
}
