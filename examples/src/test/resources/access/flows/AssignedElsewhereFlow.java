import io.millrace.Flow;
import io.millrace.Resources;
import io.millrace.Step;

/** Fields that another class assigns, that nobody assigns, and one that is called as an attribute. */
@Flow
class AssignedElsewhereFlow {
  int assigned;
  int zero;
  String nothing;
  int memory;
  int never;

  @Step(next = "work")
  void start() {
    new Assigner().assign(this);
  }

  @Resources(memory = 100)
  @Step(next = "end")
  void work() {}

  @Step
  void end() {}
}

/** Another class. */
class Assigner {
  void assign(AssignedElsewhereFlow flow) {
    flow.assigned = 7;
    flow.zero = 0;
    flow.nothing = null;
  }
}
