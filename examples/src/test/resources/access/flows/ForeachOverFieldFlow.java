import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.List;

/** A step that only splits, over a field that an earlier step assigned. */
@Flow
class ForeachOverFieldFlow {
  List<String> items;

  @Step(next = "split")
  void start() {
    items = List.of("a", "b", "c");
  }

  @Step(next = "work", foreach = "items")
  void split() {}

  @Step(next = "join")
  void work(String item) {
    System.out.println("works on " + item);
  }

  @Step(next = "end")
  void join(Inputs<ForeachOverFieldFlow> inputs) {}

  @Step
  void end() {}
}
