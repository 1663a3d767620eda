import io.millrace.*;

@Flow
class NoNext {
  @Step
  void start() {}


  @Step
  void end() {}
}
