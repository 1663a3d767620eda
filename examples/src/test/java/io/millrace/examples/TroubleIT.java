package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of failure: told in words, tried again, caught; and nothing of one task reaches
 * another.
 */
class TroubleIT {
  private static final String KINDS =
      """
      EXCEPTION      | IllegalStateException: as told
      EXIT           | System.exit(3)
      EXIT_ZERO      | System.exit(0)
      STACK_OVERFLOW | StackOverflowError
      OUT_OF_MEMORY  | OutOfMemoryError
      KILLED         | killed by SIGKILL
      HANG           | longer than its @Timeout of 5 seconds
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = KINDS)
  void isToldInWordsAndFailsTheRun(String kind, String words) {
    FlowProcess.Result result = run("--kind", kind, "--with", "trouble=timeout:seconds=5");

    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
    assertTrue(result.out().contains("resume --origin-run-id"), result::toString);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = KINDS)
  void isTriedAgain(String kind, String words) {
    FlowProcess.Result result =
        run(
            "--kind",
            kind,
            "--works",
            "1",
            "--with",
            "trouble=timeout:seconds=5",
            "--with",
            "trouble=retry:times=1,minutes_between_retries=0");

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("[trouble/2] starts, attempt 2."), result::toString);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = KINDS)
  void isCaught(String kind, String words) {
    FlowProcess.Result result =
        run(
            "--kind",
            kind,
            "--with",
            "trouble=timeout:seconds=5",
            "--with",
            "trouble=catch:var=caught");

    assertEquals(0, result.code(), result::toString);
    FlowProcess.Result dump =
        FlowProcess.process(
            folder,
            command("dump", "--include", "caught", "--max-value-size", "1000000"),
            Map.of());
    assertTrue(dump.out().contains(words), dump::toString);
  }

  @Test
  void whatIsPrintedIsTheLogOfItsTaskAndStaticStateOfNoOther() {
    FlowProcess.Result result =
        run("--works", "0", "--max-workers", "1", "--run-id-file", "run-id");

    assertEquals(0, result.code(), result::toString);
    String id = result.run(folder);
    assertEquals("by System.out\nby the descriptor\n", logs(id + "/start"));
    assertEquals("", logs(id + "/trouble"));
    assertEquals("left: null\nby a process\n", logs(id + "/end"));
    FlowProcess.Result dump =
        FlowProcess.process(
            folder,
            command("dump", id + "/end", "--include", "seen", "--include", "seenInEnd"),
            Map.of());
    assertTrue(dump.out().contains("seen = 1\n"), dump::toString);
    assertTrue(dump.out().contains("seenInEnd = 1\n"), dump::toString);
  }

  private String logs(String task) {
    return FlowProcess.process(folder, command("logs", task), Map.of()).out();
  }

  private FlowProcess.Result run(String... options) {
    List<String> command = command("run");
    command.addAll(Arrays.asList(options));
    return FlowProcess.process(folder, command, Map.of());
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath()
                    + File.pathSeparator
                    + FlowProcess.JAR,
                "io.millrace.runtime.Main",
                "TroubleFlow"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
