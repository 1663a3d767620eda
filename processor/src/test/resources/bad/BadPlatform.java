import io.millrace.*;

@Flow
class BadPlatform {
  @Docker(platform = "arm64")
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
