import io.millrace.*;
import java.util.List;

@Flow
class SwitchInForeach {
  List<String> items;
  String way;

  @Step(next = "x", foreach = "items")
  void start() {}

  @Step(next = {"x=a", "y=b"}, condition = "way")
  void x() {}

  @Step(next = "m")
  void a() {}

  @Step(next = "m")
  void b() {}

  @Step(next = "j")
  void m() {}

  @Step(next = "end")
  void j(Inputs<SwitchInForeach> inputs) {}

  @Step
  void end() {}
}
