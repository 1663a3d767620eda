package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on a real cluster, with data on a real S3 server and no more rights than the docs say. */
@Tag("cluster")
class KubernetesIT {
  @TempDir static Path shared;
  @TempDir Path folder;

  private @Nullable Process process;

  private static TestCluster cluster;
  private static S3Server server;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = TestCluster.start(shared);
    server = S3Server.start(shared, cluster.host());
  }

  @AfterAll
  static void stopCluster() {
    server.close();
    cluster.close();
  }

  @AfterEach
  void noProcessIsLeft() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void eachExampleRunsInAnImageThatHoldsNothing(String flow, String line) throws Exception {
    FlowProcess.Result result =
        jar(flow, "run", "--run-id-file", "run-id", "--with", in("nothing:1"));
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

  @ParameterizedTest
  @CsvSource({"busybox:1", "python:3", "jre:17"})
  void anExampleRunsInOtherImages(String image) {
    FlowProcess.Result result = jar("BranchFlow", "run", "--with", in(image));
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("sum 31, largest 9"), result::toString);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image=localhost:5000/nosuch:1 | there is no image localhost:5000/nosuch:1 (ErrImagePull)",
        "secrets=nope | secret \"nope\" not found. Make it in the namespace",
        "serviceAccount=nope | its service account is not in the namespace",
        "persistentVolumeClaims=nope=/x | persistentvolumeclaim \"nope\" not found",
        "securityContext=runAsNonRoot=true | Name a user by @Kubernetes(securityContext",
        "imagePullPolicy=Never,image=localhost:5000/nosuch:1 | imagePullPolicy is Never",
      })
  void whatCannotStartIsToldInWordsRetriedAndCaught(String options, String words) {
    String with = options.contains("image=") ? "kubernetes:" : in("busybox:1") + ",";
    FlowProcess.Result result =
        flow(
            "TroubleFlow",
            "run",
            "--works",
            "0",
            "--with",
            "trouble=" + with + options,
            "--with",
            "trouble=retry:times=1,minutes_between_retries=0",
            "--with",
            "trouble=catch:var=caught");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
    assertTrue(result.out().contains("[trouble/2] starts, attempt 2."), result::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXIT | exit code 3, as System.exit(3) does",
        "EXIT_ZERO | exit code 0, as System.exit(0) does",
        "OUT_OF_MEMORY | OutOfMemoryError",
        "OUT_OF_CONTAINER_MEMORY | needed more memory than the 200 MB of its pod (OOMKilled)",
        "HANG | it took longer than its @Timeout of 5 seconds",
      })
  void failuresOfTheStepAreTold(String kind, String words) {
    FlowProcess.Result result =
        flow(
            "TroubleFlow",
            "run",
            "--kind",
            kind,
            "--with",
            "trouble=" + in("busybox:1") + ",memory=200",
            "--with",
            "trouble=timeout:seconds=5");
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
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
  void anEvictedPodIsReplacedWithoutRetry() throws Exception {
    process =
        start("TroubleFlow", "run", "--kind", "HANG", "--works", "1", "--with", in("busybox:1"));
    Pod pod = cluster.awaitRunning("trouble", process);
    cluster
        .admin()
        .pods()
        .inNamespace(cluster.namespace())
        .withName(pod.getMetadata().getName())
        .evict(
            new EvictionBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build());
    assertEquals(0, end(process), this::output);
    assertTrue(output().contains("its pod was evicted"), this::output);
  }

  @Test
  void aPodThatSomebodyDeletesFailsItsTask() throws Exception {
    process = start("TroubleFlow", "run", "--kind", "HANG", "--with", in("busybox:1"));
    Pod pod = cluster.awaitRunning("trouble", process);
    cluster.admin().resource(pod).delete();
    assertEquals(1, end(process), this::output);
    assertTrue(output().contains("deleted its pod"), this::output);
  }

  @Test
  void aQuotaIsToldWhetherItPassesOrNot() {
    var quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("small")
            .withNamespace(cluster.namespace())
            .endMetadata()
            .withNewSpec()
            .addToHard("requests.cpu", new Quantity("200m"))
            .endSpec()
            .build();
    cluster.admin().resource(quota).create();
    try {
      FlowProcess.Result never = jar("HelloFlow", "run", "--with", in("busybox:1") + ",cpu=0.5");
      assertEquals(1, never.code(), never::toString);
      assertTrue(never.out().contains("will ever allow"), never::toString);
      FlowProcess.Result some =
          jar("ForeachFlow", "run", "--count", "4", "--with", in("busybox:1"));
      assertEquals(0, some.code(), some::toString);
      assertTrue(some.out().contains("is used up"), some::toString);
    } finally {
      cluster.admin().resource(quota).delete();
    }
  }

  @Test
  void whoMayNotOrFindsNoClusterIsTold() throws Exception {
    Map<String, String> stranger = new HashMap<>(cluster.environment(server));
    stranger.put("KUBECONFIG", cluster.stranger(folder).toString());
    FlowProcess.Result forbidden = run(stranger, "HelloFlow", "run", "--with", in("busybox:1"));
    assertEquals(1, forbidden.code(), forbidden::toString);
    assertTrue(forbidden.out().contains("forbidden"), forbidden::toString);

    Map<String, String> nowhere = new HashMap<>(cluster.environment(server));
    nowhere.put("KUBECONFIG", folder.resolve("none").toString());
    FlowProcess.Result none = run(nowhere, "HelloFlow", "run", "--with", in("busybox:1"));
    assertEquals(2, none.code(), none::toString);
    assertTrue(none.err().contains("Set KUBECONFIG"), none::toString);

    FlowProcess.Result local =
        jar("HelloFlow", "run", "--datastore", "local", "--with", in("busybox:1"));
    assertEquals(2, local.code(), local::toString);
    assertTrue(local.err().contains("Add --datastore s3"), local::toString);
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
    Pod pod = cluster.awaitRunning("trouble", process);
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

  /** Each pod starts Java twice, so that is as many as a small machine runs in a minute or two. */
  private static boolean isOf(Job job, String run, String step) {
    Map<String, String> labels = job.getMetadata().getLabels();
    return run.equals(labels.get("millrace.io/run")) && step.equals(labels.get("millrace.io/step"));
  }

  @Test
  void jobsOfAKilledSchedulerAreListedAndKilledAndItsRunIsResumed() throws Exception {
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
    Pod pod = cluster.awaitRunning("trouble", process);
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

  /** What the API server is asked while it is gone is asked again. */
  @Test
  void anApiServerThatGoesAndComesBackCostsNothing() throws Exception {
    Assumptions.assumeTrue(
        cluster.tool().isPresent(), "only the API server of a test cluster may be stopped");
    String tool = cluster.tool().orElseThrow().toString();
    process = start("ForeachFlow", "run", "--count", "8", "--with", in("busybox:1"));
    cluster.awaitRunning("work", process);
    FlowProcess.Result status = FlowProcess.process(folder, List.of(tool, "status"), Map.of());
    long server =
        status
            .out()
            .lines()
            .filter(line -> line.startsWith("kube-apiserver "))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
            .findFirst()
            .orElseThrow();
    ProcessHandle handle = ProcessHandle.of(server).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get(30, TimeUnit.SECONDS);
    FlowProcess.Result again = FlowProcess.process(folder, List.of(tool, "up"), Map.of());
    assertEquals(0, again.code(), again::toString);
    assertEquals(0, end(process), this::output);
    assertTrue(output().contains("8=64"), this::output);
  }

  @Test
  void manyTasksRunAtOnce() {
    FlowProcess.Result result =
        jar("ForeachFlow", "run", "--count", "40", "--with", in("busybox:1") + ",cpu=0.05");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("40=1600"), result::toString);
  }

  private static String in(String image) {
    return "kubernetes:image=" + cluster.image(image);
  }

  private FlowProcess.Result jar(String... arguments) {
    return run(cluster.environment(server), arguments);
  }

  private FlowProcess.Result run(Map<String, String> environment, String... arguments) {
    List<String> command = FlowProcess.command();
    command.addAll(Arrays.asList(arguments));
    return FlowProcess.process(folder, command, environment);
  }

  private FlowProcess.Result flow(String... arguments) {
    return FlowProcess.process(folder, command(arguments), cluster.environment(server));
  }

  /** A process that a test stops, or that ends with it. */
  private Process start(String... arguments) throws Exception {
    return FlowProcess.start(
        folder,
        command(arguments),
        cluster.environment(server),
        folder.resolve("out"),
        folder.resolve("err"));
  }

  private static int end(Process process) throws InterruptedException {
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return process.exitValue();
  }

  private String output() {
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
