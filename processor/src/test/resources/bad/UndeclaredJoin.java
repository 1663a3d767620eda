import io.millrace.*;

@Flow
class UndeclaredJoin {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j() {}

  @Step
  void end() {}
}
