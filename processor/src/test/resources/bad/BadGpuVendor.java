import io.millrace.*;

@Flow
class BadGpuVendor {
  @Kubernetes(gpuVendor = "nvidea")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
