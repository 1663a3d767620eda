import io.millrace.*;
import java.util.List;

@Flow
class UselessCatch {
  List<String> names;
  boolean more;

  @Catch
  @Step(next = "each", foreach = "names")
  void start() {}

  @Step(next = "join")
  void each() {}

  @Catch
  @Step(next = {"true=join2", "false=end"}, condition = "more")
  void join(Inputs<UselessCatch> inputs) {}

  @Step(next = "end")
  void join2() {}

  @Step
  void end() {}
}
