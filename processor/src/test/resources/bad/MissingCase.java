import io.millrace.*;

@Flow
class MissingCase {
  enum Color { RED, GREEN, BLUE }

  Color color;
  boolean done;

  @Step(next = {"RED=a"}, condition = "color")
  void start() {}

  @Step(next = {"true=end"}, condition = "done")
  void a() {}

  @Step
  void end() {}
}
