import io.millrace.*;
import java.util.List;

@Flow
class SeveralJoins {
  List<String> items;
  String way;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = {"x=j", "y=k"}, condition = "way")
  void a() {}

  @Step(next = "end")
  void j(Inputs<SeveralJoins> inputs) {}

  @Step(next = "end")
  void k(Inputs<SeveralJoins> inputs) {}

  @Step
  void end() {}
}
