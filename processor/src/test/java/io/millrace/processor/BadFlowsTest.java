package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import io.millrace.processor.validate.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake: how often it is reported, in which words, and exactly where. */
class BadFlowsTest {
  private static final Path TABLE = Resources.ROOT.resolve("bad/expected.txt");

  static Stream<Arguments> sources() {
    return Resources.sources("bad").stream()
        .flatMap(
            source -> Arrays.stream(Compiler.values()).map(each -> Arguments.of(each, source)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void isReported(Compiler compiler, Path source, @TempDir Path output) throws IOException {
    Compilation compilation = Compilation.of(compiler, output, List.of(source));
    List<String> actual =
        compilation.complaints().stream()
            .filter(each -> each.kind() == Kind.ERROR)
            .map(each -> compiler == Compiler.JAVAC ? each.toString() : each.withoutColumn())
            .sorted()
            .toList();
    if (Resources.REWRITE && compiler == Compiler.JAVAC) {
      rewrite(source, actual);
    }
    assertEquals(String.join("\n", expected(compiler, source)), String.join("\n", actual));
    assertFalse(compilation.success());
    assertTrue(compilation.texts().isEmpty(), "A bad flow has no files.");
  }

  @Test
  void everyTagIsInTheTable() throws IOException {
    String table = Files.readString(TABLE);
    assertEquals(
        "",
        Arrays.stream(Message.values())
            .filter(each -> each != Message.ASSIGNED_PARAMETER) // javac's alone: a test of its own
            .filter(each -> each.kind() == Kind.ERROR) // others are of DoubtfulFlowsTest
            .map(Message::tag)
            .filter(tag -> !table.contains("[" + tag + "]"))
            .collect(Collectors.joining(" ")));
  }

  @Test
  void everyTagIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/build-errors.md"));
    TreeSet<String> tags = new TreeSet<>();
    Files.readAllLines(TABLE).forEach(line -> tags.add(line.replaceAll(".*?\\[(\\w+)].*", "$1")));
    assertEquals(
        "",
        tags.stream()
            .filter(tag -> !page.contains("### " + tag + "\n"))
            .collect(Collectors.joining(" ")));
  }

  /** Under ecj the columns are left out: it marks the whole attribute, not the entry. */
  private static List<String> expected(Compiler compiler, Path source) throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> line.startsWith(source.getFileName() + ":"))
        .map(line -> compiler == Compiler.JAVAC ? line : line.replaceFirst("^([^ ]*):\\d+ ", "$1 "))
        .sorted()
        .toList();
  }

  private static void rewrite(Path source, List<String> lines) throws IOException {
    List<String> table = new ArrayList<>();
    if (Files.exists(TABLE)) {
      Files.readAllLines(TABLE).stream()
          .filter(line -> !line.startsWith(source.getFileName() + ":"))
          .forEach(table::add);
    }
    table.addAll(lines);
    Files.write(TABLE, table.stream().sorted().toList());
  }
}
