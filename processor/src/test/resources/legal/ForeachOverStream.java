import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

@Flow
class ForeachOverStream {
  Stream<String> lines;
  Iterator<Integer> numbers;
  int sum;

  @Step(next = "read", foreach = "lines")
  void start() {
    lines = Stream.of("a", "b");
  }

  @Step(next = "collect")
  void read(String line) {
    sum = line.length();
  }

  @Step(next = "add", foreach = "numbers")
  void collect(Inputs<ForeachOverStream> inputs) {
    numbers = List.of(1, 2, 3).iterator();
  }

  @Step(next = "end")
  void add(int number) {
    sum = number;
  }

  @Step
  void end(Inputs<ForeachOverStream> inputs) {
    sum = inputs.stream().mapToInt(input -> input.sum).sum();
  }
}
