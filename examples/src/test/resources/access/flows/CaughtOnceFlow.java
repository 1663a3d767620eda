import io.millrace.Catch;
import io.millrace.Flow;
import io.millrace.Step;

/** Two steps whose failures go to one field: only the first fails. */
@Flow
class CaughtOnceFlow {
  Throwable failure;

  @Catch(var = "failure")
  @Step(next = "work")
  void start() {
    throw new IllegalStateException("as told");
  }

  @Catch(var = "failure")
  @Step(next = "end")
  void work() {
    System.out.println("before " + failure.getMessage());
  }

  @Step
  void end() {
    System.out.println("after " + failure);
  }
}
