import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.List;

/** A field that one task of a foreach assigns. */
@Flow
class FoundFlow {
  List<Integer> slices;
  String found;

  @Step(next = "search", foreach = "slices")
  void start() {
    slices = List.of(1, 2, 3);
  }

  @Step(next = "join")
  void search(int s) {
    if (s == 2) {
      found = "in 2";
    }
  }

  @Step(next = "end")
  void join(Inputs<FoundFlow> inputs) {
    inputs.merge(this);
  }

  @Step
  void end() {
    System.out.println("found " + found);
  }
}
