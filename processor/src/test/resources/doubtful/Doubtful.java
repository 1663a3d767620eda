import io.millrace.*;

@Flow
@Kubernetes(image = "hub.docker.com/r/acme/x:1")
class Doubtful {
  @Batch(tmpfsSize = 100)
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
