import io.millrace.*;

@Flow
class NothingToJoin {
  @Step(next = "a")
  void start() {}

  @Step(next = "end")
  void a(Inputs<NothingToJoin> inputs) {}

  @Step
  void end() {}
}
