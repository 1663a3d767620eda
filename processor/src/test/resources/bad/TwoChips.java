import io.millrace.*;

@Flow
class TwoChips {
  @Batch(inferentia = 1, trainium = 1)
  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
