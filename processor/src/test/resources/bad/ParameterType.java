import io.millrace.*;
import java.util.List;

@Flow
class ParameterType {
  @Parameter Thread worker;

  @Parameter List<StringBuilder> texts;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
