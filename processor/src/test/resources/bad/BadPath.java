import io.millrace.*;

@Flow
class BadPath {
  @Kubernetes(tmpfsPath = "scratch")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
