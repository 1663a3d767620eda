import io.millrace.*;
import java.io.*;

/** A parameter whose default is in a file: where the locale is C, nothing else says UTF-8. */
@Flow
class DefaultOfFileFlow {
  @Parameter String line = read();

  private static String read() {
    try (BufferedReader in = new BufferedReader(new FileReader("words"))) {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Step(next = "end")
  void start() {
    System.out.println(line);
  }

  @Step
  void end() {}
}
