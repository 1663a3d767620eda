import io.millrace.*;

@Flow
class PrivateType {
  Row row;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}

  private record Row(int id) {}
}
