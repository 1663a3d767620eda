import io.millrace.*;

@Flow
class DoubledEntries {
  @Kubernetes(
      labels = {"a=1", "a=2"},
      annotations = {"b", "b=2"},
      nodeSelector = "alone",
      persistentVolumeClaims = {"one=/data", "two=/data"},
      tolerations = {"{\"key\":\"gpu\",\"operator\":\"Exists\",\"value\":\"x\"}", "{\"keys\":1}"},
      extendedResources = {"acme.io/chip=2", "acme.io/chip=0"})
  @Step(next = "batch")
  void start() {}

  @Batch(
      hostVolumes = {"data", "/data:/mnt", "/other:/mnt"},
      efsVolumes = "fs-xyz",
      logOptions = {"awslogs-group:a/b", "awslogs-group=c"},
      batchTags = {"x=1", "x=2"})
  @Timeout(seconds = 30)
  @Step(next = "docker")
  void batch() {}

  @Docker(volumes = {"/a:/data", "/b:/data:ro"})
  @Step(next = "conda")
  void docker() {}

  @Conda(channels = "conda forge")
  @Timeout(hours = 1000000)
  @Step(next = "tmpfs")
  void conda() {}

  @Kubernetes(memory = 100, useTmpfs = true, tmpfsSize = 200)
  @Step(next = "end")
  void tmpfs() {}

  @Step
  void end() {}
}
