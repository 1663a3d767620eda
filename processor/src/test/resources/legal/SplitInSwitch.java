import io.millrace.*;
import java.util.List;

@Flow
class SplitInSwitch {
  List<String> items;
  String way;

  @Step(next = {"x=a", "y=d"}, condition = "way")
  void start() {}

  @Step(next = {"b", "c"})
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "j")
  void c() {}

  @Step(next = "done")
  void j(Inputs<SplitInSwitch> inputs) {}

  @Step(next = "e", foreach = "items")
  void d() {}

  @Step(next = "k")
  void e(String item) {}

  @Step(next = "done")
  void k(Inputs<SplitInSwitch> inputs) {}

  @Step(next = "end")
  void done() {}

  @Step
  void end() {}
}
