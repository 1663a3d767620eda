import io.millrace.*;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;

@Flow
class ForeachOverAnything {
  Set<String> set;
  int[] array;
  Collection<? extends Number> wild;
  Iterable<?> raw;
  Deque<List<String>> deque;

  @Step(next = "a", foreach = "set")
  void start() {}

  @Step(next = "b", foreach = "array")
  void a(Object item) {}

  @Step(next = "c", foreach = "wild")
  void b(double item) {}

  @Step(next = "d", foreach = "raw")
  void c(Number item) {}

  @Step(next = "e", foreach = "deque")
  void d(Object item) {}

  @Step(next = "j")
  void e(List<String> item) {}

  @Step(next = "j2")
  void j(Inputs<ForeachOverAnything> inputs) {}

  @Step(next = "j3")
  void j2(Inputs<ForeachOverAnything> inputs) {}

  @Step(next = "j4")
  void j3(Inputs<ForeachOverAnything> inputs) {}

  @Step(next = "j5")
  void j4(Inputs<ForeachOverAnything> inputs) {}

  @Step(next = "end")
  void j5(Inputs<ForeachOverAnything> inputs) {}

  @Step
  void end() {}
}
