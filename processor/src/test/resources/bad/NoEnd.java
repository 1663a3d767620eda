import io.millrace.*;

@Flow
class NoEnd {
  String way;

  @Step(next = "finish")
  void start() {}

  @Step(next = {"A=start", "B=finish"}, condition = "way")
  void finish() {}
}
