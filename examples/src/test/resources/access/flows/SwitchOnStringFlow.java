import io.millrace.Flow;
import io.millrace.Step;

/** A step that only decides, by a field that an earlier step assigned. */
@Flow
class SwitchOnStringFlow {
  String chosen;

  @Step(next = "choose")
  void start() {
    chosen = "b";
  }

  @Step(
      condition = "chosen",
      next = {"a=no", "b=yes", "null=no"})
  void choose() {}

  @Step(next = "end")
  void yes() {}

  @Step(next = "end")
  void no() {}

  @Step
  void end() {}
}
