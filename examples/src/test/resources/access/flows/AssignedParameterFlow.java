import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;

/** A parameter that a helper class assigns. */
@Flow
class AssignedParameterFlow {
  @Parameter double alpha = 0.5;

  @Step(next = "end")
  void start() {
    new Tuner().tune(this);
  }

  @Step
  void end() {
    System.out.println("alpha " + alpha);
  }
}

/** A helper class. */
class Tuner {
  void tune(AssignedParameterFlow flow) {
    flow.alpha = 5;
  }
}
