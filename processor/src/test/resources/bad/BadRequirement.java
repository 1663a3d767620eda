import io.millrace.*;

@Flow
class BadRequirement {
  @Pypi(packages = {"numpy==2.1.0", "numpy=2"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
