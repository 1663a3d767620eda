import io.millrace.*;

@Flow
class ReservedOption {
  @Parameter int maxWorkers = 4;

  @Parameter(name = "with")
  String decorators = "";

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
