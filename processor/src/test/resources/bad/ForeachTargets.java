import io.millrace.*;
import java.util.List;

@Flow
class ForeachTargets {
  List<String> items;

  @Step(next = {"a", "b"}, foreach = "items")
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<ForeachTargets> inputs) {}

  @Step
  void end() {}
}
