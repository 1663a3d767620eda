import io.millrace.*;

@Flow
class PrivateType {
  Row row;
  java.util.List<Row> rows;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}

  private record Row(int id) {}
}
