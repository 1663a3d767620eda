import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Parameters with initializers of many forms; each is named in {@link #RUN} when it runs. */
class Initializers {
  static final StringBuilder RUN = new StringBuilder();

  String plain = run("plain");
  int number = run("number").length();
  double ternary = run("ternary").isEmpty() ? 1.5 : run("").isEmpty() ? 2.5 : 3.5;
  long wide = 1L + (RUN.length() > 0 && run("wide").length() > 2 || RUN.length() > 5 ? 4 : 5);
  boolean truth = !run("truth").isEmpty() && RUN.length() > 3;
  List<String> list = IntStream.range(0, 3).mapToObj(i -> run("list") + i).toList();
  int[] array = {run("array").length(), 2, 3};
  Object inner =
      new Object() {
        final String value = run("inner");

        @Override
        public String toString() {
          return value + plain;
        }
      }.toString();
  String concatenated = "a" + run("concatenated") + number;
  int chosen =
      switch (run("chosen")) {
        case "x" -> 1;
        case "chosen" -> {
          int square = 3;
          yield square * square;
        }
        default -> 2;
      };
  int tried =
      switch (run("tried").length()) {
        case 0 -> 1;
        default -> {
          try {
            yield Integer.parseInt("no number");
          } catch (NumberFormatException e) {
            yield 7;
          }
        }
      };
  Supplier<String> notAParameter = () -> run("later");
  String inBlock;
  String inConstructor;
  String twice = run("twice");

  {
    int local = 2;
    inBlock = run("inBlock") + local;
    local++;
    if (local == 3) {
      twice = twice + local;
    }
  }

  Initializers() {
    long kept = 40;
    inConstructor = run("inConstructor");
    total = kept + 2;
  }

  long total;

  static String run(String name) {
    RUN.append(name).append(' ');
    return name;
  }
}
