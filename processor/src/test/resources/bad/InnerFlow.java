import io.millrace.*;

class InnerFlow {
  @Flow
  class Inside {
    @Step(next = "end")
    void start() {}

    @Step
    void end() {}
  }
}
