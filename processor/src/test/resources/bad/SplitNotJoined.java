import io.millrace.*;
import java.util.List;

@Flow
class SplitNotJoined {
  List<String> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "end")
  void a() {}

  @Step
  void end() {}
}
