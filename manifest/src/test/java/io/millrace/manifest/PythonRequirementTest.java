package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PEP 508 and PEP 440, against the verdicts of Python's own parser. */
final class PythonRequirementTest {
  static List<List<String>> requirements() {
    return Table.read("requirements.csv");
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void judgesAsPythonDoes(List<String> row) {
    assertEquals(
        row.get(0), PythonRequirement.problem(row.get(1)).map(problem -> "bad").orElse("good"));
  }

  @ParameterizedTest
  @CsvSource({
    "Scikit_Learn==1.5.2, scikit-learn",
    "zope.interface, zope-interface",
    "a--b[x]>=1, a-b"
  })
  void namesAreComparedAsPypiDoes(String requirement, String name) {
    assertEquals(name, PythonRequirement.name(requirement));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pandas=2.2 | Write '==' for '='.",
        "pandas~=2 | Write it as in",
        "pandas; foo == '1' | has a bad environment marker"
      })
  void saysWhatToDo(String requirement, String remedy) {
    String problem = PythonRequirement.problem(requirement).orElseThrow();
    assertTrue(problem.startsWith("'" + requirement + "'"), problem);
    assertTrue(problem.contains(remedy), problem);
  }
}
