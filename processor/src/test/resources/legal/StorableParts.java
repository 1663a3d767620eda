import io.millrace.*;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Stack;
import java.util.TreeMap;

@Flow
class StorableParts {
  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side, Shape inside) implements Shape {}

  record Pair<A, B>(A left, B right) {}

  static class Node {
    private String name;
    List<Node> children = new ArrayList<>();
    transient Thread worker;
    static final Comparator<Node> ORDER = Comparator.comparing(node -> node.name);

    private Node() {}
  }

  static class Leaf extends Node {
    Map<DayOfWeek, ? extends Number> numbers;

    private Leaf() {}
  }

  static class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
  }

  static class Index<T> extends TreeMap<String, T> {
    private static final long serialVersionUID = 1L;
  }

  static class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(Thread thread) {}
  }

  Shape shape;
  Pair<Shape, List<?>> pair;
  Node node;
  Leaf leaf;
  Names names;
  Index<Node> byName;
  Wrong wrong;
  Exception failure;
  Timestamp timestamp;
  Properties properties;
  Stack<Integer> stack;
  Object anything;
  transient Thread worker;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
