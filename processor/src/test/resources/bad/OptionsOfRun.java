import io.millrace.*;

@Flow
class OptionsOfRun {
  @Parameter boolean pin;
  @Parameter String datastore;
  @Parameter(name = "check-images") String check;
  @Parameter(name = "allow_http") String http;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
