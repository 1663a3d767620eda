package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow that assigns its own parameter is wrong, as far as javac's trees show it. */
class AssignedParameterTest {
  @Test
  void eachAssignmentIsReportedWhereItIs(@TempDir Path output) {
    Path source = Resources.ROOT.resolve("assigned/AssignedParameter.java");

    Compilation compilation = Compilation.of(Compiler.JAVAC, output, List.of(source));

    List<Compilation.Complaint> errors =
        compilation.complaints().stream().filter(each -> each.kind() == Kind.ERROR).toList();
    assertEquals(
        List.of(13L, 14L, 15L, 16L, 28L),
        errors.stream().map(Compilation.Complaint::line).sorted().toList(),
        errors::toString);
    for (Compilation.Complaint error : errors) {
      boolean rounds = error.line() == 15 || error.line() == 16;
      assertTrue(error.text().contains(rounds ? "'rounds'" : "'alpha'"), error::toString);
      assertTrue(error.text().contains("arameter"), error::toString);
    }
    assertFalse(compilation.success());
  }
}
