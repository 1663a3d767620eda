package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Steps on a real cluster, as they should go. */
class KubernetesIT extends ClusterTest {
  /** Of examples with dozens of tasks, one step runs in pods, and the others here. */
  private static final Map<String, String> STEPS =
      Map.of("NestedFlow", "joinCity=", "SwitchFlow", "triple=");

  /** {@code -Dmillrace.cluster.examples=all} asks for all of their steps. */
  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void eachExampleRunsInAnImageThatHoldsNothing(String flow, String line) throws Exception {
    boolean all = "all".equals(System.getProperty("millrace.cluster.examples"));
    String step = all ? "" : STEPS.getOrDefault(flow, "");
    FlowProcess.Result result =
        jar(flow, "run", "--run-id-file", "run-id", "--with", step + in("nothing:1"));
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(line), result::toString);
    assertEquals(List.of(), cluster.deliveries());

    FlowProcess.Result read =
        FlowProcess.python(
            folder,
            "read_run.py",
            S3Server.environment(server.url()),
            flow + "/" + result.run(folder));
    assertEquals(0, read.code(), read::toString);
    assertEquals(true, JSON.std.mapFrom(read.out()).get("successful"));
  }

  /** One example in each image; {@code -Dmillrace.cluster.images=all} asks for all of them. */
  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void examplesRunInOtherImages(String flow, String line) {
    boolean all = "all".equals(System.getProperty("millrace.cluster.images"));
    for (String image : List.of("busybox:1", "python:3", "jre:17")) {
      if (all || flow.equals("HelloFlow")) {
        FlowProcess.Result result = jar(flow, "run", "--with", in(image));
        assertEquals(0, result.code(), result::toString);
        assertTrue(result.out().contains(line), result::toString);
      }
    }
  }

  @Test
  void theStepSeesTheImagesProgramsVariablesAndFolderAndNothingOfOurs() {
    FlowProcess.Result result =
        flow(
            "ContainerFlow",
            "run",
            "--program",
            "python3,-c,print(6 * 7)",
            "--run-id-file",
            "run-id",
            "--with",
            in("python:3"),
            "--with",
            "environment:vars=GREETING=a $(HOME) b");
    assertEquals(0, result.code(), result::toString);
    String dump =
        flow("ContainerFlow", "dump", result.run(folder) + "/look", "--max-value-size", "9999")
            .out();
    assertTrue(dump.contains("42\nexit 0") || dump.contains("42\\nexit 0"), dump);
    assertTrue(dump.contains("a $(HOME) b"), dump);
    for (String ours : List.of("METAFLOW_", "MILLRACE", "LOCPATH", "JAVA_HOME")) {
      assertFalse(dump.contains(ours), dump);
    }
    assertFalse(
        cluster.jobs().stream().anyMatch(job -> job.toString().contains("secret-of-the-tests")));
  }

  @Test
  void whatTheManifestOfTheJarAsksForReachesThePod() throws Exception {
    FlowProcess.Result result =
        FlowProcess.process(
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JvmOfTasksIT.jarWithAgent(folder).toString(),
                "OpensFlow",
                "run",
                "--with",
                in("busybox:1")),
            cluster.environment(server));
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("opened, agent null true"), result::toString);
  }

  @Test
  void whatIsPrintedIsTheTasksLog() {
    FlowProcess.Result result =
        flow(
            "TroubleFlow",
            "run",
            "--works",
            "0",
            "--run-id-file",
            "run-id",
            "--with",
            in("busybox:1"));
    assertEquals(0, result.code(), result::toString);
    String run = result.run(folder);
    String logs = flow("TroubleFlow", "logs", run + "/start").out();
    assertTrue(logs.contains("by System.out\nby the descriptor\n"), logs);
    assertTrue(flow("TroubleFlow", "logs", run + "/end").out().contains("by a process"), logs);
  }

  @Test
  void ctrlCDeletesTheJobsAndTheRunIsResumed() throws Exception {
    process =
        start(
            "TroubleFlow",
            "run",
            "--kind",
            "HANG",
            "--run-id-file",
            "run-id",
            "--with",
            in("busybox:1"));
    Pod pod = awaitRunning("trouble");
    FlowProcess.interrupt(process);
    assertEquals(130, end(process), this::output);
    cluster.admin().resource(pod).waitUntilCondition(each -> each == null, 60, TimeUnit.SECONDS);
    assertTrue(
        cluster.jobs().stream()
            .noneMatch(
                job ->
                    job.getMetadata().getName().contains("-trouble-")
                        && job.getStatus().getCompletionTime() == null
                        && job.getMetadata()
                            .getName()
                            .contains(FlowProcess.read(folder.resolve("run-id")))));
    FlowProcess.Result resumed =
        flow(
            "TroubleFlow",
            "resume",
            "--origin-run-id",
            FlowProcess.read(folder.resolve("run-id")),
            "--with",
            in("busybox:1"),
            "--with",
            "trouble=timeout:seconds=3",
            "--with",
            "trouble=catch:var=caught");
    assertEquals(0, resumed.code(), resumed::toString);
    assertFalse(resumed.out().contains("[start/1] starts"), resumed::toString);
  }

  @Test
  void jobsOfAKilledSchedulerAreListedAndKilled() throws Exception {
    process =
        start(
            "TroubleFlow",
            "run",
            "--kind",
            "HANG",
            "--run-id-file",
            "run-id",
            "--with",
            in("busybox:1"));
    Pod pod = awaitRunning("trouble");
    process.destroyForcibly().waitFor();
    String run = FlowProcess.read(folder.resolve("run-id"));
    String list = flow("TroubleFlow", "kubernetes", "list").out();
    assertTrue(
        list.contains("TroubleFlow/" + run + "/trouble/2  attempt 0  running  tester"), list);
    FlowProcess.Result killed = flow("TroubleFlow", "kubernetes", "kill");
    assertEquals(0, killed.code(), killed::toString);
    cluster.admin().resource(pod).waitUntilCondition(each -> each == null, 60, TimeUnit.SECONDS);
    assertEquals(List.of(), cluster.deliveries());
    assertTrue(flow("TroubleFlow", "kubernetes", "list").out().startsWith("No task of"));
  }

  /** What it has started ends by itself, and is not run again. */
  @Test
  void aRunGoesOnAfterItsSchedulerWasKilled() throws Exception {
    process =
        start(
            "ForeachFlow",
            "run",
            "--count",
            "3",
            "--run-id-file",
            "run-id",
            "--with",
            "work=" + in("busybox:1"));
    awaitRunning("work");
    process.destroyForcibly().waitFor();
    String run = FlowProcess.read(folder.resolve("run-id"));
    cluster.awaitJobs(run, "work", 3);
    FlowProcess.Result resumed =
        flow("ForeachFlow", "resume", "--origin-run-id", run, "--with", in("busybox:1"));
    assertEquals(0, resumed.code(), resumed::toString);
    assertTrue(resumed.out().contains("4 finished tasks are taken over."), resumed::toString);
    assertTrue(resumed.out().contains("{1=1, 2=4, 3=9}"), resumed::toString);
    String logs = flow("ForeachFlow", "logs", run + "/work").out();
    assertTrue(logs.contains("2: the square of 3 is 9"), logs);
    assertEquals(List.of(), cluster.deliveries());
  }

  /** A pod that runs flows uses the rights of its service account, and no other configuration. */
  @Test
  void aFlowThatRunsInAPodRunsItsStepsInOthers() throws Exception {
    String url = server.put("flow.jar", FlowProcess.JAR);
    DriverPod driver = cluster.driver(server, url, "BranchFlow", "run", "--with", in("busybox:1"));
    assertTrue(driver.run(), driver::log);
    assertTrue(driver.log().contains("sum 31, largest 9"), driver::log);
  }

  /**
   * Each pod starts Java twice, so this many are what a small machine runs in a minute; {@code
   * -Dmillrace.cluster.tasks=200} asks for more.
   */
  @Test
  void manyTasksRunAtOnce() {
    int count = Integer.getInteger("millrace.cluster.tasks", 12);
    FlowProcess.Result result =
        jar(
            "ForeachFlow",
            "run",
            "--count",
            Integer.toString(count),
            "--max-workers",
            Integer.toString(count),
            "--max-num-splits",
            Integer.toString(count),
            "--with",
            "work=" + in("busybox:1") + ",cpu=0.01,disk=100");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(count + "=" + count * count), result::toString);
  }
}
