import io.millrace.*;
import java.util.List;

@Flow
class UnknownField {
  List<String> items;

  @Catch(var = "failure")
  @Step(next = "a", foreach = "itmes")
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "end")
  void j(Inputs<UnknownField> inputs) {}

  @Step
  void end() {}
}
