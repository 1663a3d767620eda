import static java.lang.Math.max;

import io.millrace.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Each field is assigned in another way before it is read. */
@Flow
class Silent extends SilentBase {
  @Parameter String given;
  int initialized = 3;
  int constructed;
  int inBlock;
  int byHelper;
  int byLambda;
  int byReference;
  int byAnonymous;
  int byInner;
  int inTry;
  int inCondition;
  int counted;
  int hidden;
  int merged;
  int fromParent;
  int fromCatch;
  List<String> maybeNull;
  List<String> items;
  boolean again;
  Map<String, Integer> map;

  Silent() {
    constructed = 1;
  }

  {
    this.inBlock = 2;
  }

  @Step(next = "work", foreach = "items")
  void start() {
    items = List.of("a");
    help(1);
    Runnable run = () -> byLambda = 4;
    run.run();
    items.forEach(this::take);
    Consumer<String> anonymous =
        new Consumer<>() {
          @Override
          public void accept(String text) {
            byAnonymous = text.length();
          }
        };
    anonymous.accept("x");
    new Inner().fill();
    try {
      inTry = 1;
    } finally {
      if (given != null) {
        inCondition = 5;
      }
    }
    counted++;
    counted += 2;
    int hidden = max(3, 4);
    System.out.println(hidden);
    setFromParent(2);
    for (Object each : List.of("a", 1)) {
      if (each instanceof String merged) {
        System.out.println(merged);
      }
    }
    merged = 7;
  }

  private void help(int depth) {
    if (depth > 0) {
      help(depth - 1);
    } else {
      byHelper = 3;
    }
  }

  private void take(String text) {
    byReference = text.length();
  }

  class Inner {
    void fill() {
      Silent.this.byInner = 8;
    }
  }

  @Catch(var = "failure")
  @Step(next = "join")
  void work(String item) {
    System.out.println(
        given + initialized + constructed + inBlock + byHelper + byLambda + byReference
            + byAnonymous + byInner + inTry + inCondition + counted + fromParent + inherited);
    map = new HashMap<>();
  }

  @Step(next = "loop")
  void join(Inputs<Silent> inputs) {
    if (maybeNull == null || null != map) {
      maybeNull = new ArrayList<>();
    }
    inputs.merge(this, Inputs.include("merged", "failure"));
    inherited = inputs.all().get(0).inherited;
  }

  @Step(condition = "again", next = {"true=loop", "false=end"})
  void loop() {
    System.out.println(merged + " " + late(false) + failure + inherited);
    late(true);
    again = false;
  }

  int late;

  private int late(boolean assign) {
    if (assign) {
      late = 3;
    }
    return late;
  }

  @Step
  void end() {
    switch (late) {
      case 1 -> System.out.println("one");
      default -> System.out.println(late);
    }
  }
}

abstract class SilentBase {
  int inherited;
  Object failure;

  SilentBase() {
    inherited = 1;
  }

  void setFromParent(int value) {
    ((Silent) this).fromParent = value;
  }
}

/** Nobody knows what others do with it. */
@Flow
class GivenAway {
  int a;
  int b;

  @Step(next = "end")
  void start() throws Exception {
    Helper.fill(this);
  }

  @Step
  void end() throws Exception {
    System.out.println(a + b);
  }

  static class Helper {
    static void fill(GivenAway flow) {
      flow.a = 1;
    }
  }
}

@Flow
class Reflected {
  int a;

  @Step(next = "end")
  void start() throws Exception {
    getClass().getDeclaredFields();
  }

  @Step
  void end() {
    System.out.println(a);
  }
}

@Flow
class FirstOfBranch {
  int a;

  @Step(next = {"one", "other"})
  void start() {
    a = 1;
  }

  @Step(next = "two")
  void one() {}

  @Step(next = {"x", "y"})
  void two() {}

  @Step(next = "inner")
  void x() {}

  @Step(next = "inner")
  void y() {}

  @Step(next = "outer")
  void inner(Inputs<FirstOfBranch> all) {
    System.out.println(all.from("x").a + all.from("y").a);
    all.merge(this);
  }

  @Step(next = "outer")
  void other() {}

  @Step(next = "end")
  void outer(Inputs<FirstOfBranch> all) {
    System.out.println(all.from("one").a + all.from("inner").a + all.from("other").a);
    all.merge(this, Inputs.include("a"));
  }

  @Step
  void end() {
    System.out.println(a);
  }
}
