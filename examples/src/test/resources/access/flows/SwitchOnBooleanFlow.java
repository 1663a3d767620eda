import io.millrace.Flow;
import io.millrace.Step;

/** A step that only decides, by a field that an earlier step assigned. */
@Flow
class SwitchOnBooleanFlow {
  boolean chosen;

  @Step(next = "choose")
  void start() {
    chosen = true;
  }

  @Step(
      condition = "chosen",
      next = {"true=yes", "false=no"})
  void choose() {}

  @Step(next = "end")
  void yes() {}

  @Step(next = "end")
  void no() {}

  @Step
  void end() {}
}
