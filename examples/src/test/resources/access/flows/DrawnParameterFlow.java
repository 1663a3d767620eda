import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Parameter;
import io.millrace.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** A parameter whose default is drawn at random; each draw is a line of the file DRAWS. */
@Flow
class DrawnParameterFlow {
  @Parameter String ticket = draw();

  List<Integer> items;

  private static String draw() {
    try {
      Files.writeString(
          Path.of(System.getenv("DRAWS")),
          "drawn\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UUID.randomUUID().toString();
  }

  @Step(next = "work", foreach = "items")
  void start() {
    items = List.of(1, 2);
    System.out.println("ticket " + ticket);
  }

  @Step(next = "join")
  void work() {
    System.out.println("ticket " + ticket);
  }

  @Step(next = "end")
  void join(Inputs<DrawnParameterFlow> inputs) {
    System.out.println("ticket " + ticket);
    System.out.println("ticket " + inputs.get(1).ticket);
  }

  @Step
  void end() {
    System.out.println("ticket " + ticket);
  }
}
