import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.Timeout;

/** Fails after two assignments, in the way that it is told. */
@Flow
class FailingFlow {
  /** The ways to fail. */
  enum Way {
    THROW,
    SLEEP,
    BUSY
  }

  @Parameter Way way = Way.THROW;

  int x;
  int y;
  String failure;

  @Step(next = "work")
  void start() {
    x = 1;
  }

  @Timeout(seconds = 3)
  @Step(next = "end")
  void work() throws Exception {
    x = 2;
    y = 3;
    switch (way) {
      case THROW -> throw new IllegalStateException("as told");
      case SLEEP -> Thread.sleep(600_000);
      case BUSY -> spin();
    }
  }

  private static void spin() {
    long rounds = 0;
    while (rounds >= 0) {
      rounds = (rounds + 1) & Long.MAX_VALUE;
    }
  }

  @Step
  void end() {
    System.out.println("x " + x);
    System.out.println("y " + y);
  }
}
