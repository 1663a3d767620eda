import io.millrace.*;
import java.util.List;

@Flow
class TwoArguments {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a(String item, int other, TaskContext task, TaskContext again) {}

  @Step(next = "end")
  void j(Inputs<TwoArguments> inputs) {}

  @Step
  void end() {}
}
