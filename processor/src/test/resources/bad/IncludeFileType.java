import io.millrace.*;

@Flow
class IncludeFileType {
  @IncludeFile byte[] text;

  @IncludeFile(text = false)
  String bytes;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
