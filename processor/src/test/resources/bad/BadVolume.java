import io.millrace.*;

@Flow
class BadVolume {
  @Docker(volumes = {"/a:/b:ro", "data"})
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
