import io.millrace.*;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Flow(name = "params", description = "Every type of parameter.")
class Parameters {
  enum Color { RED, BLUE }

  @Parameter boolean truth;
  @Parameter byte small = 1;
  @Parameter char letter = 'x';
  @Parameter float ratio;
  @Parameter double alpha = 0.1;
  @Parameter long count;
  @Parameter Integer boxed;
  @Parameter(required = true) String text;
  @Parameter(name = "colour", help = "which") Color color = Color.RED;
  @Parameter BigDecimal money;
  @Parameter LocalDate day;
  @Parameter Duration wait;
  @Parameter Path file;
  @Parameter UUID id;
  @Parameter List<Integer> numbers = List.of(1);
  @Parameter Set<Color> colors;
  @Parameter Map<String, Double> weights;
  @Parameter Optional<String> maybe = Optional.empty();
  @IncludeFile String script;
  @IncludeFile(text = false) byte[] data;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
