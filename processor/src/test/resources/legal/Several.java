import io.millrace.*;

class Several {
  @Flow
  static class First {
    @Step(next = "end")
    void start() {}

    @Step
    void end() {}
  }

  @Flow
  public static final class Second {
    @Step(next = "end")
    public void start() {}

    @Step
    public void end() {}
  }
}

@Flow
class Third {
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
