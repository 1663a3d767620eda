package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import io.millrace.processor.validate.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is probably not meant is a warning, and the flow is built. */
class DoubtfulFlowsTest {
  private static final Path SOURCE = Resources.ROOT.resolve("doubtful/Doubtful.java");

  @ParameterizedTest
  @EnumSource
  void isBuiltWithWarnings(Compiler compiler, @TempDir Path output) {
    Compilation compilation = Compilation.of(compiler, output, List.of(SOURCE));
    assertEquals(
        """
        Doubtful.java:4 [HubWebSite] hub.docker.com is a web site, and serves no images. Write 'docker.io/acme/x:1', which is what a run uses.
        Doubtful.java:6 [OverruledCompute] 'start' has @Batch, which holds, and the flow has @Kubernetes, which does not hold for it. Remove one if that is not what is meant.
        Doubtful.java:6 [UselessTmpfs] tmpfsSize does nothing without useTmpfs = true. Add that, or remove it.
        """
            .strip(),
        compilation.complaints().stream()
            .peek(each -> assertFalse(each.kind() == Kind.ERROR, each::toString))
            .map(each -> each.withoutColumn())
            .sorted()
            .collect(Collectors.joining("\n")));
    assertTrue(compilation.success());
    assertFalse(compilation.texts().isEmpty());
  }

  @Test
  void everyWarningIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/build-errors.md"));
    assertEquals(
        "",
        Arrays.stream(Message.values())
            .filter(each -> each.kind() != Kind.ERROR)
            .map(Message::tag)
            .filter(tag -> !page.contains("### " + tag + "\n"))
            .collect(Collectors.joining(" ")));
  }
}
