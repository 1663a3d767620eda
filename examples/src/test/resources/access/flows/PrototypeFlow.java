import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;

/** Its class makes an instance before any step has one. */
@Flow
class PrototypeFlow {
  static final PrototypeFlow PROTOTYPE = new PrototypeFlow();

  int y;
  boolean no;

  @Step(next = {"a", "b"})
  void start() {
    no = false;
  }

  @Step(next = "join")
  void a() {
    y = PROTOTYPE.y + 5;
  }

  @Step(next = "join")
  void b() {
    y = PROTOTYPE.y + 5;
  }

  @Step(next = "end")
  void join(Inputs<PrototypeFlow> inputs) {
    y = 0;
    inputs.merge(this);
  }

  @Step
  void end() {
    System.out.println("y " + y);
  }
}
