import io.millrace.*;
import java.util.List;

@Flow
class RecursionInForeach {
  List<String> items;
  boolean done;

  @Step(next = "work", foreach = "items")
  void start() {}

  @Step(next = {"true=out", "false=work"}, condition = "done")
  void work(String item) {}

  @Step(next = "j")
  void out() {}

  @Step(next = "end")
  void j(Inputs<RecursionInForeach> inputs) {}

  @Step
  void end() {}
}
