package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the code of the steps does with the artifacts. */
class DataFlowTest {
  private static final Path FOLDER = Resources.ROOT.resolve("dataflow");

  @TempDir Path output;

  @Test
  void whatIsCertainIsToldWhereItIs() {
    Compilation compilation = compile(Compiler.JAVAC, "Warned.java");
    assertEquals(
        """
        Warned.java:17:34 WARNING [UnassignedSplit] 'items'
        Warned.java:19:24 WARNING [UnassignedArtifact] 'never'
        Warned.java:27:26 WARNING [UnassignedArtifact] 'late'
        Warned.java:28:30 WARNING [TransientRead] 'scratch'
        Warned.java:29:12 WARNING [SharedStatic] 'counter'
        Warned.java:37:56 WARNING [UnassignedSplit] 'done'
        Warned.java:41:9 WARNING [StepCall] Step 'last'
        Warned.java:45:24 WARNING [UnmergedArtifact] 'found'
        Warned.java:76:59 ERROR [UnknownInput] 'start'
        Warned.java:77:44 ERROR [UnknownSelection] 'c'
        Warned.java:104:8 WARNING [StepOverride] 'start'
        """
            .strip(),
        told(compilation, true));
    assertFalse(compilation.success());
  }

  /** At the method, as that compiler takes no other places. */
  @Test
  void eclipsesCompilerTellsTheSame() {
    Compilation compilation = compile(Compiler.ECJ, "Warned.java");
    assertEquals(
        """
        WARNING [UnassignedSplit] 'items'
        WARNING [UnassignedArtifact] 'never'
        WARNING [UnassignedArtifact] 'late'
        WARNING [TransientRead] 'scratch'
        WARNING [SharedStatic] 'counter'
        WARNING [UnassignedSplit] 'done'
        WARNING [StepCall] Step 'last'
        WARNING [UnmergedArtifact] 'found'
        ERROR [UnknownInput] 'start'
        ERROR [UnknownSelection] 'c'
        WARNING [StepOverride] 'start'
        """
            .strip()
            .lines()
            .sorted()
            .collect(Collectors.joining("\n")),
        told(compilation, false).lines().sorted().collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @EnumSource
  void whatMayBeAssignedIsNotDoubted(Compiler compiler) {
    for (String file : List.of("Silent.java", "Outer.java")) {
      Compilation compilation = compile(compiler, file);
      assertEquals("", told(compilation, true));
      assertTrue(compilation.success(), () -> compilation.complaints().toString());
    }
  }

  private Compilation compile(Compiler compiler, String file) {
    return Compilation.of(compiler, output, List.of(FOLDER.resolve(file)));
  }

  private static String told(Compilation compilation, boolean places) {
    return compilation.complaints().stream()
        .filter(each -> each.kind() != Kind.NOTE)
        .map(
            each ->
                (places ? each.file() + ":" + each.line() + ":" + each.column() + " " : "")
                    + each.kind()
                    + " "
                    + each.text().replaceFirst("('[^']*').*", "$1"))
        .sorted(java.util.Comparator.comparing(line -> places ? number(line) : 0))
        .collect(Collectors.joining("\n"));
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(":")[1]);
  }
}
