import io.millrace.*;
import java.util.*;
import java.util.function.*;
class Outer {
  static int twice(int x) { return 2 * x; }
  interface Defaults { void setX(int v); default void fillAll() { setX(3); } }
  record P(int a, String b) {}
  enum Kind { A, B }
  @Flow static class Odd implements Defaults {
    int x; int y; int z; int q; String s; P p; Kind kind; int[] array; Map<Kind, List<P>> map; Optional<String> opt; String text; long total; String line; Object o;
    @Override public void setX(int v) { x = v; }
    @Step(next = {"A=a", "B=b"}, condition = "kind")
    void start() throws Exception {
      fillAll();
      int r = (y = 4) + twice(2);
      switch (r) { case 1: { z = 1; break; } default: z = 2; }
      q = switch (kind = Kind.A) { case A -> { s = "in"; yield 1; } case B -> 2; };
      array = new int[2]; array[0]++;
      map = new EnumMap<>(Kind.class); map.computeIfAbsent(Kind.A, k -> new ArrayList<>()).add(p = new P(1, "x"));
      opt = Optional.of("a"); opt.ifPresent(v -> text = v);
      try (var in = new java.io.BufferedReader(new java.io.StringReader("a\nb"))) { while ((line = in.readLine()) != null) total += line.length(); }
      class Local { void set() { o = 1; } }
      new Local().set();
    }
    @Step(next = "end") void a() { if (!(((Object) p) instanceof P w && w.a() > 0)) throw new IllegalStateException(); System.out.println(x + y + z + q + s + p + array[0] + map + opt + text + total + line + o); }
    @Step(next = "end") void b() { System.out.println(kind.name()); }
    @Step void end() { Supplier<Object> sup = () -> this.x + x; System.out.println(sup.get()); }
  }
}
