import io.millrace.*;

@Flow
class NotAsciiName {
  double größe;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
