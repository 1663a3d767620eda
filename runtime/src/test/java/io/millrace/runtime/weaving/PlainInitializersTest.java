package io.millrace.runtime.weaving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may run in a process whose locale is C, because it has nothing to do with the locale. */
@SuppressWarnings("unused") // only their bytes are read
class PlainInitializersTest {
  static class Nothing {}

  static class Constants {
    int number = 1;
    double ratio = .5;
    Boolean flag = true;
    String text = "ü";
    Long boxed = 7L;
    List<String> list = List.of("a", "b");
    Map<String, Integer> map = Map.of("a", 1);
    List<Integer> more = new ArrayList<>(List.of(1));
    int[] array = {1, 2};
    String joined = text + number;
  }

  static class Steps {
    int number = 1;

    void start() {
      System.out.println(new File("x").exists());
    }
  }

  static class Call {
    String text = own();

    private String own() {
      return Charset.defaultCharset().name();
    }
  }

  static class Bytes {
    String text = new String(new byte[] {1});
  }

  static class Constructor {
    final boolean there;

    Constructor() {
      there = new File("x").exists();
    }
  }

  static class Static {
    static final String NAME = System.getenv("NAME");
    String text = NAME;
  }

  static class OfAnother {
    String text = Static.NAME;
  }

  static class Lambda {
    Supplier<String> text = () -> System.getenv("NAME");
  }

  static class Inherited extends Constructor {}

  @ParameterizedTest
  @CsvSource({
    "Nothing, true",
    "Constants, true",
    "Steps, true",
    "Call, false",
    "Bytes, false",
    "Constructor, false",
    "Static, false",
    "OfAnother, false",
    "Lambda, false",
    "Inherited, false",
    "Missing, false"
  })
  void isPlain(String name, boolean plain) {
    assertEquals(
        plain,
        PlainInitializers.of(
            PlainInitializersTest.class.getName() + "$" + name,
            PlainInitializersTest.class.getClassLoader()));
  }
}
