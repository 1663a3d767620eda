package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is legal compiles without a word, and always to the same files. */
class LegalFlowsTest {

  static Stream<Arguments> sources() {
    return Resources.sources("legal").stream()
        .flatMap(
            source -> Arrays.stream(Compiler.values()).map(each -> Arguments.of(each, source)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void compiles(Compiler compiler, Path source, @TempDir Path output) {
    Compilation compilation = Compilation.of(compiler, output, List.of(source));
    assertEquals(
        List.of(),
        compilation.complaints().stream()
            .filter(each -> each.kind() != Kind.NOTE)
            // these flows are graphs, and few of their steps have any code
            .filter(each -> !each.text().startsWith("[UnassignedSplit]"))
            .toList());
    assertTrue(compilation.success());
    assertTrue(compilation.texts().keySet().stream().anyMatch(name -> name.endsWith(".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThreeLevels", "Parameters", "ExtendsBase", "Decorated", "Several"})
  void writesGoldenFiles(String name, @TempDir Path output) throws IOException {
    Path source = Resources.ROOT.resolve("legal").resolve(name + ".java");
    Map<String, String> texts = Compilation.of(Compiler.JAVAC, output, List.of(source)).texts();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path golden =
          Resources.ROOT
              .resolve("golden")
              .resolve(String.valueOf(Path.of(text.getKey()).getFileName()) + ".golden");
      if (Resources.REWRITE) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, text.getValue());
      }
      assertEquals(Files.readString(golden), text.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void isTheSameOnRebuild(
      Compiler compiler, Path source, @TempDir Path first, @TempDir Path second) {
    assertEquals(
        Compilation.of(compiler, first, List.of(source)).texts(),
        Compilation.of(compiler, second, List.of(source)).texts());
  }
}
