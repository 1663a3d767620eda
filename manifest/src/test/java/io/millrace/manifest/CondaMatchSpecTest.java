package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conda's match specs, by a table. */
final class CondaMatchSpecTest {
  static List<List<String>> specs() {
    return Table.read("match-specs.csv");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void judgesAndNames(List<String> row) {
    assertEquals(
        row.get(0), CondaMatchSpec.problem(row.get(1)).map(problem -> "bad").orElse("good"));
    if (row.get(0).equals("good")) {
      assertEquals(row.get(2), CondaMatchSpec.name(row.get(1)));
    }
  }
}
