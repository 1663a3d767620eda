package access;

import io.millrace.*;

/** A step that prints one long line, or many. */
@Flow
class PrintingFlow {
  @Parameter
  int characters;

  @Parameter
  int lines;

  @Step(next = "end")
  void start() {
    System.out.println("begin");
    if (characters > 0) {
      System.out.println("x" + "\u20ac".repeat(characters));
    }
    String line = "y".repeat(999);
    for (int i = 0; i < lines; i++) {
      System.out.println(line);
    }
    System.out.println("printed");
  }

  @Step
  void end() {}
}
