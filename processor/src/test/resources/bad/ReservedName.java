import io.millrace.*;

@Flow
class ReservedName {
  String name;
  int index;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
