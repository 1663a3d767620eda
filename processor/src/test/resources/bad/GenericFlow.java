import io.millrace.*;

@Flow
class GenericFlow<T> {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
