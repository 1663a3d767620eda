import io.millrace.*;
import java.util.List;

@Flow
class BranchInForeach {
  List<String> items;

  @Step(next = "x", foreach = "items")
  void start() {}

  @Step(next = {"a", "b"})
  void x() {}

  @Step(next = "j")
  void a(String item) {}

  @Step(next = "j")
  void b(String item) {}

  @Step(next = "k")
  void j(Inputs<BranchInForeach> inputs, String item) {}

  @Step(next = "end")
  void k(Inputs<BranchInForeach> inputs) {}

  @Step
  void end() {}
}
