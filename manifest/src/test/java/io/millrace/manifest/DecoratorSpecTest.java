package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of {@code --with}, by tables. */
final class DecoratorSpecTest {
  static List<List<String>> good() {
    return Table.read("decorator-specs.csv");
  }

  static List<List<String>> bad() {
    return Table.read("bad-decorator-specs.csv");
  }

  @ParameterizedTest
  @MethodSource("good")
  void readsStepDecoratorAndAttributes(List<String> row) throws DecoratorSpec.Unreadable {
    DecoratorSpec spec = DecoratorSpec.parse(row.get(0));
    assertEquals(
        row.subList(1, 4),
        List.of(spec.step().orElse(""), spec.kind().word(), spec.attributes().toString()));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void saysWhatIsWrongInOneLine(List<String> row) {
    DecoratorSpec.Unreadable error =
        assertThrows(DecoratorSpec.Unreadable.class, () -> DecoratorSpec.parse(row.get(0)));
    assertEquals(row.get(1), error.getMessage());
  }
}
