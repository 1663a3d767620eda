import io.millrace.*;
import java.util.Map;

@Flow
class ForeachOverMap {
  Map<String, Integer> scores;

  @Step(next = "a", foreach = "scores")
  void start() {}

  @Step(next = "j")
  void a(Map.Entry<String, Integer> entry) {}

  @Step(next = "end")
  void j(Inputs<ForeachOverMap> inputs) {}

  @Step
  void end() {}
}
