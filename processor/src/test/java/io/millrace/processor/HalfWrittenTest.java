package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code as it is while somebody types: whatever stands in the place of an annotation's value, the
 * processor does not fail, and hides nothing that the compiler says.
 */
class HalfWrittenTest {
  private static final Pattern VALUE =
      Pattern.compile("(?<=[(,] ?)(\\w+ = )?(\"[^\"]*\"|\\{[^}]*\\}|true|false|[\\d.]+)(?=[,)])");

  private static final List<String> OTHERS =
      List.of(
          "17",
          "true",
          "null",
          "'c'",
          "\"\"",
          "{}",
          "{17}",
          "{\"A=end\", new int[0]}",
          "{{\"a\"}}",
          "String.class",
          "@Step",
          "NOWHERE",
          "\"a\" + 1",
          "");

  /** Does what javac does with no processor: nothing, but in the same rounds. */
  @SupportedAnnotationTypes("io.millrace.*")
  private static final class Nobody extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void neitherFailsNorHidesErrors(Compiler compiler, @TempDir Path folder) throws IOException {
    String source = Files.readString(Resources.ROOT.resolve("half-written/HalfWritten.java.txt"));
    Map<String, String> mutants = new LinkedHashMap<>();
    Matcher value = VALUE.matcher(source);
    while (value.find()) {
      for (String other : OTHERS) {
        mutants.put(
            value.group() + " -> " + other,
            source.substring(0, value.start(2)) + other + source.substring(value.end(2)));
      }
    }
    assertTrue(mutants.size() > 250, "mutants: " + mutants.size());
    String faults =
        mutants.entrySet().parallelStream()
            .flatMap(
                mutant ->
                    compare(compiler, folder.resolve(hash(mutant.getKey())), mutant.getValue())
                        .map(fault -> mutant.getKey() + ": " + fault))
            .collect(Collectors.joining("\n"));
    assertEquals("", faults);
  }

  private static String hash(String name) {
    return Integer.toHexString(name.hashCode());
  }

  private static Stream<String> compare(Compiler compiler, Path folder, String mutant) {
    Path source = folder.resolve("HalfWritten.java");
    try {
      Files.createDirectories(folder.resolve("a"));
      Files.createDirectories(folder.resolve("b"));
      Files.writeString(source, mutant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Compilation alone =
        Compilation.of(new Nobody(), compiler, folder.resolve("a"), List.of(source));
    Compilation with = Compilation.of(compiler, folder.resolve("b"), List.of(source));
    List<String> faults = new ArrayList<>();
    Set<String> ours = errors(with);
    Set<String> theirs = errors(alone);
    for (String each : theirs) {
      if (!ours.contains(each)) {
        faults.add("hides " + each);
      }
    }
    for (String each : ours) {
      if (!each.contains("[") && !theirs.contains(each)) {
        faults.add("adds " + each);
      } else if (!theirs.isEmpty() && !theirs.contains(each)) {
        faults.add("says as well " + each);
      }
    }
    if (theirs.isEmpty() && !ours.isEmpty()) {
      assertFalse(with.success());
    }
    return faults.stream();
  }

  private static Set<String> errors(Compilation compilation) {
    Set<String> errors = new TreeSet<>();
    compilation.complaints().stream()
        .filter(each -> each.kind() == Kind.ERROR)
        .forEach(each -> errors.add(each.toString()));
    return errors;
  }
}
