package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer copies from the documents works as it stands there. */
class DocumentsIT {
  private static final Path STANDALONE = Path.of("standalone");

  @TempDir Path folder;

  @Test
  void theFlowOfTheReadmeRuns() throws IOException {
    String flow = blocks("README.md", "java").get(0);
    String classPath = FlowCompiler.compile(folder, "ScoreFlow", flow);

    FlowProcess.Result result =
        FlowProcess.process(
            folder, FlowProcess.command(classPath, "ScoreFlow", "run", "--alpha", "0.5"), Map.of());

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("FR is best: 1.0"), result::toString);
  }

  @Test
  void theMistakeOfTheReadmeIsToldInItsWords() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String flow = blocks("README.md", "java").get(0);
    String mistaken = flow.replace("next = \"train\"", "next = \"trian\"");

    IllegalStateException told =
        assertThrows(
            IllegalStateException.class, () -> FlowCompiler.compile(folder, "ScoreFlow", mistaken));

    String message = String.valueOf(told.getMessage()).strip();
    String shown = message.substring(message.indexOf("ScoreFlow.java"));
    assertTrue(readme.contains(shown), shown);
  }

  @Test
  void theFirstProjectIsTheOneThatTheTestsBuild() throws IOException {
    assertEquals(
        Files.readString(STANDALONE.resolve("pom.xml")).strip(),
        blocks("docs/getting-started.md", "xml").get(0).strip());
    assertEquals(
        Files.readString(STANDALONE.resolve("src/main/java/acme/GreetFlow.java")).strip(),
        blocks("docs/getting-started.md", "java").get(1).strip());
  }

  /** The fenced blocks of a language in a document. */
  private static List<String> blocks(String document, String language) throws IOException {
    Pattern block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
    return block
        .matcher(Files.readString(Path.of("..").resolve(document)))
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }
}
