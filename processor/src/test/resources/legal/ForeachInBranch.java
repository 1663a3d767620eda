import io.millrace.*;
import java.util.List;

@Flow
class ForeachInBranch {
  List<String> items;

  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "c", foreach = "items")
  void a() {}

  @Step(next = "j2")
  void c(Object item) {}

  @Step(next = "j")
  void j2(Inputs<ForeachInBranch> inputs) {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<ForeachInBranch> inputs) {}

  @Step
  void end() {}
}
