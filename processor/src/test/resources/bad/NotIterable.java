import io.millrace.*;

@Flow
class NotIterable {
  String items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void j(Inputs<NotIterable> inputs) {}

  @Step
  void end() {}
}
