import io.millrace.*;
import java.util.List;

@Flow
class UnrelatedBranches {
  List<String> items;
  String way;

  @Step(next = {"x=a", "y=b"}, condition = "way")
  void start() {}

  @Step(next = "b", foreach = "items")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "end")
  void j(Inputs<UnrelatedBranches> inputs) {}

  @Step
  void end() {}
}
