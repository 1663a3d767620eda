import io.millrace.*;

@Flow
class BadMatchSpec {
  @Conda(packages = {"numpy=2.1", "a b c d"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
