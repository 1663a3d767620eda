package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long lines, and more output than who reads it takes. */
class PrintingIT {
  private static final int CHARACTERS = 1 << 20;

  /** 250 MB, and a scheduler that may use 64. */
  private static final int LINES = 250_000;

  @TempDir Path folder;

  @Test
  void aLongLineStaysOneLineForMetaflowsClient() {
    FlowProcess.Result result =
        AccessFlows.run(folder, "PrintingFlow", "--characters", String.valueOf(CHARACTERS));

    assertEquals(0, result.code(), result.err());
    String expected = "begin\nx" + "\u20ac".repeat(CHARACTERS) + "\nprinted\n";
    Object seen =
        MetaflowRun.read(folder, "PrintingFlow", result.run(folder))
            .tasks("start")
            .get(0)
            .get("stdout");
    assertTrue(expected.equals(seen), () -> "other output of " + String.valueOf(seen).length());
  }

  @Test
  void aSchedulerWhoseOutputIsNotReadWaitsInsteadOfKeepingIt() throws Exception {
    Process run = start();
    try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
      awaitWorkersRest(run);
      assertTrue(run.isAlive());
      long lines = out.lines().filter(line -> line.endsWith("yyy")).count();
      assertEquals(LINES, lines);
    }
    assertTrue(run.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, run.exitValue(), FlowProcess.read(folder.resolve("err")));
  }

  @Test
  void controlCEndsARunWhoseOutputIsNotRead() throws Exception {
    Process run = start();
    awaitWorkersRest(run);
    FlowProcess.interrupt(run);
    assertTrue(run.waitFor(1, TimeUnit.MINUTES));
    assertEquals(130, run.exitValue(), FlowProcess.read(folder.resolve("err")));
    run.getInputStream().close();
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(AccessFlows.command());
    command.add(1, "-Xmx64m");
    command.addAll(List.of("PrintingFlow", "run", "--lines", String.valueOf(LINES)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(Map.of("METAFLOW_USER", "tester"));
    FlowProcess.forgetSettings(builder, folder);
    return builder.start();
  }

  /**
   * Waits until the worker has used no more of a processor for a while, as it may print no more.
   */
  private static void awaitWorkersRest(Process run) throws InterruptedException {
    long before = -1;
    for (int i = 0; i < 600; i++) {
      long ticks =
          run.descendants()
              .flatMap(each -> each.info().totalCpuDuration().stream())
              .mapToLong(Duration::toMillis)
              .sum();
      if (ticks > 0 && ticks == before) {
        return;
      }
      before = ticks;
      TimeUnit.SECONDS.sleep(1);
    }
    throw new AssertionError("the worker is never at rest");
  }
}
