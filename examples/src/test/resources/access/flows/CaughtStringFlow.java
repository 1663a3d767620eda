import io.millrace.Catch;
import io.millrace.Flow;
import io.millrace.Step;

/** What {@code @Catch} leaves in a field of type String. */
@Flow
class CaughtStringFlow {
  String failure;

  @Catch(var = "failure")
  @Step(next = "end")
  void start() {
    throw new IllegalStateException("as told");
  }

  @Step
  void end() {
    System.out.println("failure " + failure);
  }
}
