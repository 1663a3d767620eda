package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifest's text: {@code manifest.json} is what a flow of every shape looks like. */
final class ManifestJsonTest {
  static List<List<String>> broken() {
    return Table.read("broken-manifests.csv");
  }

  @Test
  void writesTheGoldenText() throws IOException {
    assertEquals(golden(), ManifestJson.write(everyShape()));
  }

  @Test
  void readingIsTheInverse() throws IOException, ManifestException {
    assertEquals(everyShape(), ManifestJson.read(golden()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsBroken(List<String> row) throws IOException {
    String json = golden().replaceFirst(row.get(0), row.get(1));
    ManifestException error = assertThrows(ManifestException.class, () -> ManifestJson.read(json));
    assertEquals(row.get(2), error.getMessage());
  }

  private static String golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ManifestJsonTest.class.getResourceAsStream("manifest.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Position at(int line) {
    return new Position("F.java", line);
  }

  private static StepMethod step(String name, Transition next, int line, Decorator... decorators) {
    return new StepMethod(name, next, false, "", List.of(decorators), at(line));
  }

  private static FlowManifest everyShape() {
    Map<String, Object> kubernetes = new LinkedHashMap<>();
    kubernetes.put("image", "acme/trainer:1.4");
    kubernetes.put("cpu", 2.0);
    kubernetes.put("memory", 8192L);
    kubernetes.put("useTmpfs", true);
    kubernetes.put("secrets", List.of("a", "b"));
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("true", "again");
    cases.put("false", "join");
    return new FlowManifest(
        "F",
        "acme.F",
        "All \"shapes\", é.",
        at(3),
        List.of(
            new ParameterField(
                "alpha", "alpha", "double", "rate", true, List.of(), Optional.empty(), at(4)),
            new ParameterField(
                "mode", "mode", "acme.Mode", "", false, List.of("A", "B"), Optional.empty(), at(5)),
            new ParameterField(
                "data",
                "data",
                "java.lang.String",
                "",
                false,
                List.of(),
                Optional.of(new ParameterField.IncludedFile(true, "UTF-8")),
                at(6))),
        List.of(new ArtifactField("xs", "java.util.List<java.lang.String>", at(0))),
        List.of(
            step("start", new Transition.Foreach("xs", "a"), 8),
            step("a", new Transition.Branch(List.of("b", "c")), 9),
            step("b", new Transition.Parallel(3, "d"), 10),
            step("c", new Transition.Switch("more", cases), 11),
            new StepMethod(
                "join",
                new Transition.Linear("end"),
                true,
                "Joins.",
                List.of(new Decorator(DecoratorKind.KUBERNETES, kubernetes, at(12))),
                at(13)),
            step("end", new Transition.End(), 14)),
        List.of(new Decorator(DecoratorKind.RETRY, Map.of("times", 1L), at(2))));
  }
}
