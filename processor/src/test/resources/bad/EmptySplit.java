import io.millrace.*;
import java.util.List;

@Flow
class EmptySplit {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "end")
  void a(Inputs<EmptySplit> inputs) {}

  @Step
  void end() {}
}
