import io.millrace.*;

@Flow
class DuplicateFlow {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}

class OtherDuplicateFlow {
  @Flow(name = "DuplicateFlow")
  static class Second {
    @Step(next = "end")
    void start() {}

    @Step
    void end() {}
  }
}
