import io.millrace.*;

@Flow
@Kubernetes(image = "acme/base")
@Pypi(packages = {"numpy==2.1.0", "pandas[excel]>=2,<3; python_version > '3.9'"})
@Retry
class Decorated {
  String failure;
  Object error;

  @Batch(image = "123.dkr.ecr.eu-west-1.amazonaws.com/acme/trainer@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", memory = 16000)
  @Conda(packages = {"conda-forge::scipy=1.14", "pytorch"}, python = "3.12")
  @Timeout(hours = 1)
  @Environment(vars = {"A=1", "B=x=y", "EMPTY="})
  @Catch(var = "failure")
  @Step(next = "local")
  void start() {}

  @Docker(image = "localhost:5000/a/b:tag", pull = "never", volumes = "/data:/data:ro")
  @Resources(cpu = 0.5, gpu = 0)
  @Retry(times = 0, minutesBetweenRetries = 0)
  @Pypi(disabled = true)
  @Catch(var = "error", printException = false)
  @Step(next = "end")
  void local() {}

  @Step
  void end() {}
}
