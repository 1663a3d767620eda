import io.millrace.*;

@Flow
class UnknownEncoding {
  @IncludeFile(encoding = "UTF-88")
  String text;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
