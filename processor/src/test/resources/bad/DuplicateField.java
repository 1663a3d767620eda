import io.millrace.*;

@Flow
class DuplicateField extends DuplicateFieldBase {
  int score;
}

abstract class DuplicateFieldBase {
  int score;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
