import io.millrace.*;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

@Flow
class UnstorableParts {
  interface Animal {}

  abstract static class Plant {}

  class Inner {
    int value;
  }

  record Row(String name, Thread worker) {}

  static class Fixed {
    final int value;

    Fixed(int value) {
      this.value = value;
    }
  }

  static class Outer {
    transient Thread worker;
    static Thread shared;
    Row row;
  }

  static class Worker extends Thread {}

  static class Names extends AbstractList<String> {
    Names(int size) {}

    @Override
    public String get(int index) {
      return "";
    }

    @Override
    public int size() {
      return 0;
    }
  }

  AtomicInteger count;
  BitSet bits;
  Calendar calendar;
  ArrayBlockingQueue<String> queue;
  Map<String, List<Animal>> animals;
  Plant[] plants;
  Inner inner;
  List<Row> rows;
  Fixed fixed;
  Outer outer;
  Worker own;
  Names names;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
