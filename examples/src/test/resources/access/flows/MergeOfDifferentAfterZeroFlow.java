import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;

/** A join that assigns zero to what the branches left differently, and merges the rest. */
@Flow
class MergeOfDifferentAfterZeroFlow {
  int y;
  int rest;

  @Step(next = {"a", "b"})
  void start() {
    rest = 1;
  }

  @Step(next = "join")
  void a() {
    y = 5;
  }

  @Step(next = "join")
  void b() {
    y = 6;
  }

  @Step(next = "end")
  void join(Inputs<MergeOfDifferentAfterZeroFlow> inputs) {
    y = 0;
    inputs.merge(this);
  }

  @Step
  void end() {
    System.out.println("y " + y);
    System.out.println("rest " + rest);
  }
}
