import io.millrace.Flow;
import io.millrace.Step;

/** A step that only decides, by a field that an earlier step assigned. */
@Flow
class SwitchOnIntFlow {
  int chosen;

  @Step(next = "choose")
  void start() {
    chosen = 2;
  }

  @Step(
      condition = "chosen",
      next = {"0=no", "2=yes"})
  void choose() {}

  @Step(next = "end")
  void yes() {}

  @Step(next = "end")
  void no() {}

  @Step
  void end() {}
}
