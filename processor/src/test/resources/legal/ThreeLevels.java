import io.millrace.*;
import java.util.List;

@Flow
class ThreeLevels {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = {"b", "c"})
  void a() {}

  @Step(next = "d", foreach = "items")
  void b() {}

  @Step(next = "j1")
  void d(String item) {}

  @Step(next = "j2")
  void j1(Inputs<ThreeLevels> inputs) {}

  @Step(next = "j2")
  void c(String item) {}

  @Step(next = "j3")
  void j2(Inputs<ThreeLevels> inputs) {}

  @Step(next = "end")
  void j3(Inputs<ThreeLevels> inputs) {}

  @Step
  void end() {}
}
