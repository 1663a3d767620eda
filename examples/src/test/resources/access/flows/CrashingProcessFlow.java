import io.millrace.*;
import java.lang.reflect.Field;

/** Its process ends by a signal. */
@Flow
class CrashingProcessFlow {
  @Parameter String way = "";

  @Step(next = "end")
  void start() throws Exception {
    if (way.equals("native")) {
      Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);
    }
    new ProcessBuilder("kill", "-" + way, "" + ProcessHandle.current().pid()).start().waitFor();
    Thread.sleep(60_000);
  }

  @Step
  void end() {}
}
