/** What the flow extends: it is made with an argument, and has a field of its own. */
abstract class Base {
  int inherited;

  Base(Object argument) {
    inherited = argument.hashCode() == 0 ? 1 : 2;
  }
}
