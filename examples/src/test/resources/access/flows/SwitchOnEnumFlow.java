import io.millrace.Flow;
import io.millrace.Step;

/** A step that only decides, by a field that an earlier step assigned. */
@Flow
class SwitchOnEnumFlow {
  enum Colour {
    RED,
    GREEN
  }

  Colour chosen;

  @Step(next = "choose")
  void start() {
    chosen = Colour.GREEN;
  }

  @Step(
      condition = "chosen",
      next = {"RED=no", "GREEN=yes"})
  void choose() {}

  @Step(next = "end")
  void yes() {}

  @Step(next = "end")
  void no() {}

  @Step
  void end() {}
}
