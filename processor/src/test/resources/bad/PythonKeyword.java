import io.millrace.*;

@Flow
class PythonKeyword {
  int lambda;
  @Parameter int from = 1;
  String in, ok, is;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
