package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.Closing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

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
    Closing.close(engine);
  }

  @AfterEach
  void noContainerIsLeft() {
    assertEquals(List.of(), engine.containers());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void eachExampleRuns(String flow, String line) {
    FlowProcess.Result result = run(flow, "docker:image=odd:1");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(line), result::toString);
  }

  @Test
  void anImageMayHoldNothingButMustBeThere() {
    FlowProcess.Result empty = run("HelloFlow", "docker:image=empty:1");
    assertEquals(0, empty.code(), empty::toString);
    FlowProcess.Result missing = run("HelloFlow", "docker:image=no:1,pull=never");
    assertEquals(1, missing.code(), missing::toString);
    assertTrue(missing.out().contains("its image no:1 is not on this machine"), missing::toString);
  }

  private FlowProcess.Result run(String flow, String with) {
    List<String> command = FlowProcess.command();
    command.addAll(List.of(flow, "run", "--with", with));
    return FlowProcess.process(folder, command, engine.environment());
  }
}
