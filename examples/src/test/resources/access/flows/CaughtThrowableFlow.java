import io.millrace.Catch;
import io.millrace.Flow;
import io.millrace.Step;

/** What {@code @Catch} leaves in a field of type Throwable. */
@Flow
class CaughtThrowableFlow {
  Throwable failure;

  @Catch(var = "failure")
  @Step(next = "end")
  void start() {
    throw new IllegalStateException("as told");
  }

  @Step
  void end() {
    System.out.println("failure " + failure);
    System.out.println("message " + failure.getMessage());
  }
}
