import io.millrace.*;
import java.util.List;

@Flow
class TransitionClash {
  List<String> items;

  @Step(next = "a", foreach = "items", numParallel = 2)
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void j(Inputs<TransitionClash> inputs) {}

  @Step
  void end() {}
}
