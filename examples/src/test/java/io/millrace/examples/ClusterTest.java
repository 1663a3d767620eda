package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.millrace.testing.Closing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a real cluster, with data on a real S3 server and no more rights than the docs say. */
@Tag("cluster")
abstract class ClusterTest {
  private static final Pattern RUN = Pattern.compile("Run \\w+/(\\S+) (?:starts|resumes)");

  @TempDir static Path shared;
  @TempDir Path folder;

  @Nullable Process process;

  static TestCluster cluster;
  static S3Server server;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = TestCluster.start(shared);
    server = S3Server.start(shared, cluster.host());
  }

  @AfterAll
  static void stopCluster() throws Exception {
    Closing.close(server, cluster);
  }

  @AfterEach
  void noProcessIsLeft() {
    if (process != null) {
      process.destroyForcibly();
    }
    cluster.clear();
  }

  static String in(String image) {
    return "kubernetes:image=" + cluster.image(image);
  }

  /** Runs a flow of the examples, by their jar. */
  FlowProcess.Result jar(String... arguments) {
    return run(cluster.environment(server), arguments);
  }

  FlowProcess.Result run(Map<String, String> environment, String... arguments) {
    List<String> command = FlowProcess.command();
    command.addAll(Arrays.asList(arguments));
    return FlowProcess.process(folder, command, environment);
  }

  /** Runs a flow of the tests. */
  FlowProcess.Result flow(String... arguments) {
    return FlowProcess.process(folder, command(arguments), cluster.environment(server));
  }

  /** A process that a test stops, or that ends with it. */
  Process start(String... arguments) throws Exception {
    return FlowProcess.start(
        folder,
        command(arguments),
        cluster.environment(server),
        folder.resolve("out"),
        folder.resolve("err"));
  }

  int end(Process process) throws InterruptedException {
    assertTrue(
        process.waitFor(4, TimeUnit.MINUTES),
        () -> "It does not end.\n" + output() + FlowProcess.threads(process));
    return process.exitValue();
  }

  /** Waits until a process that was started has printed something. */
  void awaitOutput(String part) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!output().contains(part)) {
      assertTrue(System.nanoTime() < deadline, this::output);
      process.waitFor(100, TimeUnit.MILLISECONDS);
      assertTrue(process.isAlive(), this::output);
    }
  }

  /** Waits until a step of the run that was started has a container running. */
  Pod awaitRunning(String step) throws InterruptedException {
    awaitOutput("] starts.");
    Matcher run = RUN.matcher(output());
    assertTrue(run.find(), this::output);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    Optional<Pod> pod = cluster.running(run.group(1), step);
    while (pod.isEmpty()) {
      assertTrue(process.isAlive(), () -> "The run ended before " + step + " ran. " + output());
      assertTrue(System.nanoTime() < deadline, this::output);
      process.waitFor(100, TimeUnit.MILLISECONDS);
      pod = cluster.running(run.group(1), step);
    }
    return pod.get();
  }

  String output() {
    return FlowProcess.read(folder.resolve("out")) + FlowProcess.read(folder.resolve("err"));
  }

  /** The flows of the tests are in a folder of classes beside the jar. */
  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath() + ":" + FlowProcess.JAR,
                "io.millrace.runtime.Main"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
