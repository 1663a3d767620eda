import io.millrace.*;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Flow
class Artifacts {
  static final int LIMIT = 3;
  private static int counter = 1;
  transient Thread worker;
  private transient Runnable task = () -> counter++;

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  static class Bean {
    int id;
  }

  Object anything;
  Collection<? super Integer> many;
  Map<String, List<Shape>> shapes;
  List<String>[] lists;
  int[][] matrix;
  Circle circle;
  Bean bean;
  Optional<Bean> maybe;
  Comparable<String> comparable;
  Throwable failure;
  Instant at;
  volatile int seen;
  @SuppressWarnings("rawtypes") List raw;

  @Step(next = "end")
  void start() throws Exception {
    task.run();
    worker = Thread.currentThread();
    raw = List.of(worker.getName());
  }

  @Step
  void end() {}
}
