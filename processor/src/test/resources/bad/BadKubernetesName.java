import io.millrace.*;

@Flow
class BadKubernetesName {
  @Kubernetes(namespace = "Flows", secrets = {"s3-access", "s3_keys"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
