import io.millrace.*;

@Flow
class PypiAndConda {
  @Pypi(packages = "numpy==2.1.0")
  @Conda(packages = "scipy=1.14")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
