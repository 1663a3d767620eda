import io.millrace.*;
import java.util.List;

@Flow
class ForeachOverParameter {
  @Parameter List<String> items = List.of("a");

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a(String item) {}

  @Step(next = "end")
  void j(Inputs<ForeachOverParameter> inputs) {}

  @Step
  void end() {}
}
