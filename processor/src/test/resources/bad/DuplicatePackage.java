import io.millrace.*;

@Flow
class DuplicatePackage {
  @Pypi(packages = {"scikit-learn==1.5.2", "Scikit_Learn>=1.4"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
