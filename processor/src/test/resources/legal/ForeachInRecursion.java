import io.millrace.*;
import java.util.List;

@Flow
class ForeachInRecursion {
  List<String> items;
  boolean done;

  @Step(next = "a")
  void start() {}

  @Step(next = "b", foreach = "items")
  void a() {}

  @Step(next = "j")
  void b(String item) {}

  @Step(next = "check")
  void j(Inputs<ForeachInRecursion> inputs) {}

  @Step(next = {"true=end", "false=a"}, condition = "done")
  void check() {}

  @Step
  void end() {}
}
