import io.millrace.*;

@Flow
class JoinAtEnd {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step(next = "end")
  void b() {}

  @Step
  void end(Inputs<JoinAtEnd> inputs) {}
}
