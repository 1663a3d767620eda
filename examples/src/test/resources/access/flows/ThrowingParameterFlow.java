import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;

/** A parameter whose default cannot be made. */
@Flow
class ThrowingParameterFlow {
  @Parameter int limit = Integer.parseInt("no number");

  @Step(next = "end")
  void start() {
    System.out.println("limit " + limit);
  }

  @Step
  void end() {
    System.out.println("limit " + limit);
  }
}
