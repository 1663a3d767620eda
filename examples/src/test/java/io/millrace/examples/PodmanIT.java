package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same containers by Podman's service. */
class PodmanIT {
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path engineFolder;

  static ContainerEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void startEngine() throws Exception {
    engine = ContainerEngine.podman(engineFolder);
    engine.image("empty:1", "empty");
    engine.image(
        "odd:1", "busybox", "ENV PATH=/bin", "USER 1234:77", "ENTRYPOINT [\"/bin/false\"]");
  }

  @AfterAll
  static void stopEngine() throws Exception {
    engine.close();
  }

  @AfterEach
  void noContainerIsLeft() {
    assertEquals(List.of(), engine.containers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          HelloFlow      | docker:image=empty:1        | 0 | That was all.
          BranchFlow     | docker:image=odd:1          | 0 | sum 31, largest 9
          NestedFlow     | docker:image=odd:1          | 0 | FR/Lyon has 4 letters: LYON
          SwitchFlow     | docker:image=odd:1          | 0 | [6, 3, 10, 5, 16, 8, 4, 2, 1]
          ParametersFlow | docker:image=odd:1          | 0 | untitled GREEN 2026-01-31
          PenguinsFlow   | docker:image=odd:1          | 0 | 342 penguins, 5 candidates
          ForeachFlow    | docker:image=odd:1          | 0 | {1=1, 2=4, 3=9, 4=16, 5=25}
          RetryCatchFlow | docker:image=odd:1          | 0 | broken: java.lang.ArithmeticException: This never works.
          HelloFlow      | docker:image=no:1,pull=never | 1 | its image no:1 is not on this machine
          """)
  void runs(String flow, String with, int code, String words) {
    List<String> command = FlowProcess.command();
    command.addAll(Arrays.asList(flow, "run", "--with", with));
    FlowProcess.Result result = FlowProcess.process(folder, command, engine.environment());
    assertEquals(code, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
  }
}
