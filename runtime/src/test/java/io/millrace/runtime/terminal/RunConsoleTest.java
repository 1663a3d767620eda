package io.millrace.runtime.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.datastore.AttemptStore.LogStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConsoleTest {
  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private RunConsole console(boolean live) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new RunConsole(out, new RunConsole.Style(false, live), "F", "java -jar f.jar", false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10%<20%<30% | 10%<P20%<P30%",
        "10%<<20% | 10%<P20%",
        "done< | done",
        "a $1 \\b<c | a $1 \\b<Pc",
        "plain | plain"
      })
  void whatIsDrawnOverItselfKeepsTheTasksName(String printed, String shown) {
    console(false)
        .printed(
            "work/2",
            LogStream.STDOUT,
            printed.replace('<', '\r').getBytes(StandardCharsets.UTF_8));
    String plain =
        bytes
            .toString(StandardCharsets.UTF_8)
            .replaceAll(TIME + "\\[work/2] ", "P")
            .replace('\r', '<');
    assertTrue(plain.equals("P" + shown + "\n"), plain);
  }

  @Test
  void aTerminalGetsALineWithCounts() {
    RunConsole console = console(true);
    console.runStarted("1");
    console.progress(3, 2, 1, 9);
    console.taskDone("work/2");
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("3 done, 2 running, 1 failed, of 9 known tasks"), text);
  }
}
