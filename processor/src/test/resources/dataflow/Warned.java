import io.millrace.*;
import java.util.ArrayList;
import java.util.List;

@Flow
class Warned {
  static int counter;
  transient int scratch;
  String never;
  String late;
  List<String> items;
  List<String> found;
  boolean done;
  int length;
  int other;

  @Step(next = "look", foreach = "items")
  void start() {
    System.out.println(never);
    scratch = 1;
    other = 3;
  }

  @Step(next = "join")
  void look(String item) {
    found = new ArrayList<>();
    found.add(item + this.late);
    length = item.length() + scratch;
    counter++;
  }

  @Step(next = "report")
  void join(Inputs<Warned> inputs) {
    inputs.merge(this, Inputs.exclude("found"));
  }

  @Step(next = {"true=end", "false=last"}, condition = "done")
  void report() {
    describe();
    late = "now";
    last();
  }

  private void describe() {
    System.out.println(found.size() + length + other);
  }

  @Step(next = "end")
  void last() {}

  @Step
  void end() {
    System.out.println(late);
  }
}

@Flow
class WrongNames {
  int a;
  int b;

  @Step(next = {"one", "two"})
  void start() {
    a = 1;
    b = 2;
  }

  @Step(next = "join")
  void one() {}

  @Step(next = "join")
  void two() {}

  @Step(next = "end")
  void join(Inputs<WrongNames> inputs) {
    System.out.println(inputs.from("one").a + inputs.from("start").b);
    inputs.merge(this, Inputs.include("a", "c"));
  }

  @Step
  void end() {
    System.out.println(a);
  }
}

abstract class Counted {
  int sum;

  @Step(next = "more")
  void start() {
    sum = 1;
  }

  @Step(next = "end")
  abstract void more();

  @Step
  void end() {}
}

@Flow
class Overrides extends Counted {
  @Override
  void start() {
    super.start();
  }

  @Override
  void more() {}
}
