import io.millrace.*;
import java.util.List;

@Flow
class OtherInputs {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void j(Inputs<String> inputs) {}

  @Step
  void end() {}
}
