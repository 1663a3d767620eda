import io.millrace.*;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for whoever stops it. */
@Flow
class WaitingFlow {
  @Step(next = "end")
  void start() throws InterruptedException {
    System.out.println("waiting");
    new CountDownLatch(1).await(2, TimeUnit.MINUTES);
  }

  @Step
  void end() {}
}
