import io.millrace.*;
import java.util.List;

@Flow
class StartForeach {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a(String item) {}

  @Step(next = "end")
  void j(Inputs<StartForeach> inputs) {}

  @Step
  void end() {}
}
