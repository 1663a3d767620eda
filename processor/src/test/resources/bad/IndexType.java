import io.millrace.*;

@Flow
class IndexType {
  @Step(next = "a", numParallel = 2)
  void start() {}

  @Step(next = "j")
  void a(String item) {}

  @Step(next = "end")
  void j(Inputs<IndexType> inputs) {}

  @Step
  void end() {}
}
