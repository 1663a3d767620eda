package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C stops a run in order, and the run can be resumed. */
class InterruptIT {
  @TempDir Path folder;

  @Test
  void ctrlCStopsWorkersAndSaysHowToGoOn() throws Exception {
    Process process = inItsOwnGroup("RetryCatchFlow", "run", "--with", "slow=timeout:seconds=600");
    List<String> lines = new ArrayList<>();
    List<ProcessHandle> workers;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      readTo("[slow/4] starts", out, lines);
      workers = process.descendants().toList();
      interruptGroup(process);
      readTo("no such line", out, lines);
    }

    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it hangs");
    assertEquals(130, process.exitValue(), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.contains("was interrupted")), lines::toString);
    String advice = lines.get(lines.size() - 1);
    assertTrue(advice.contains("resume --origin-run-id "), lines::toString);
    for (ProcessHandle worker : workers) {
      worker.onExit().get(1, TimeUnit.MINUTES);
    }

    FlowProcess.Result resumed =
        FlowProcess.java(
            folder, "RetryCatchFlow", "resume", "--origin-run-id", advice.replaceAll(".* ", ""));
    assertEquals(0, resumed.code(), resumed::toString);
    assertTrue(
        resumed
            .out()
            .lines()
            .anyMatch(line -> line.matches(".* finished tasks? (is|are) taken over\\.")),
        resumed::toString);
  }

  /** As a shell with job control starts it, so that Ctrl-C reaches the workers too. */
  private Process inItsOwnGroup(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(FlowProcess.command());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    FlowProcess.forgetSettings(builder, folder);
    return builder.redirectErrorStream(true).start();
  }

  private static void interruptGroup(Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start();
    assertEquals(0, kill.waitFor());
  }

  private static void readTo(String part, BufferedReader out, List<String> lines)
      throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.contains(part)) {
        return;
      }
    }
  }
}
