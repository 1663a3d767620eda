package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users and authors write is text: no file is read for it, no variable is put into it. */
class LiteralTextIT {
  @TempDir Path folder;

  @Test
  void aValueThatNamesAFileIsThatName() throws IOException {
    Path file = Files.writeString(folder.resolve("options"), "--some a --max-workers 1");

    FlowProcess.Result result =
        AccessFlows.run(folder, "MarkupFlow", "--who", "@" + file, "--names", "@options");

    assertEquals(0, result.code(), result::toString);
    assertTrue(
        AccessFlows.printed(result).containsAll(List.of("who=@" + file, "names=[@options]")),
        result::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${env:HOME}", "${sys:user.name}", "@|red x|@", "%s %n", "'quoted'", "\"q\""})
  void aValueIsTakenAsItIs(String value) {
    FlowProcess.Result result = AccessFlows.run(folder, "MarkupFlow", "--who", value);

    assertEquals(0, result.code(), result::toString);
    assertTrue(AccessFlows.printed(result).contains("who=" + value), result::toString);
  }

  @Test
  void helpShowsWhatTheAuthorWrote() {
    String all = help("--help") + help("run", "--help");

    for (String text :
        List.of(
            "Mails 100% of ${env:HOME} to me@|you@ and @|bold them|@.",
            "Who, in ${sys:user.name} %s %n or @|red all|@.",
            "Default: ${env:HOME} @|red x|@ 5%")) {
      assertTrue(all.contains(text), () -> text + " is not in " + all);
    }
  }

  /** Lines are joined, as a terminal's width breaks them. */
  private String help(String... arguments) {
    List<String> command = AccessFlows.command();
    command.add("MarkupFlow");
    command.addAll(List.of(arguments));
    FlowProcess.Result result = FlowProcess.process(folder, command, Map.of());
    assertEquals(0, result.code(), result::toString);
    return result.out().replaceAll("\\s+", " ");
  }
}
