import io.millrace.*;

class PrivateFlow {
  @Flow
  private static class Inside {
    @Step(next = "end")
    void start() {}

    @Step
    void end() {}
  }
}
