/** What the flow extends: it is made with an argument, and has a field of its own. */
abstract class Base {
  int inherited;
  private String text = "not the flow's";

  Base(Object argument) {
    if (text == null) {
      throw new IllegalStateException("it has an initializer");
    }
    inherited = argument.hashCode() == 0 ? 1 : 2;
  }
}
