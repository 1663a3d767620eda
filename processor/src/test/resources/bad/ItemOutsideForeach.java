import io.millrace.*;

@Flow
class ItemOutsideForeach {
  @Step(next = "a")
  void start() {}

  @Step(next = "end")
  void a(String item) {}

  @Step
  void end() {}
}
