import io.millrace.*;
import java.util.List;

@Flow
class NestedForeach {
  List<String> items;
  int[] numbers;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "b", foreach = "numbers")
  void a(String item) {}

  @Step(next = "j")
  void b(int number, TaskContext task) {}

  @Step(next = "k")
  void j(Inputs<NestedForeach> inputs) {}

  @Step(next = "end")
  void k(Inputs<NestedForeach> inputs) {}

  @Step
  void end() {}
}
