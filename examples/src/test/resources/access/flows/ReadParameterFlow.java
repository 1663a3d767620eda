import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A parameter whose default is a file's text; the first step deletes the file. */
@Flow
class ReadParameterFlow {
  @Parameter String text = read();

  private static String read() {
    try {
      return Files.readString(Path.of(System.getenv("TEXT")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Step(next = "end")
  void start() throws IOException {
    System.out.println("text " + text);
    Files.deleteIfExists(Path.of(System.getenv("TEXT")));
  }

  @Step
  void end() {
    System.out.println("text " + text);
  }
}
