package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.Planner;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Kubernetes is asked for, as whole files. {@code -Dmillrace.golden=write} writes them anew.
 */
class JobSpecTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "io", "millrace", "kubernetes");

  private static StepPlan plan(Map<String, String> configured, String... with) {
    Position place = new Position("F.java", 1);
    StepMethod step = new StepMethod("train", new Transition.End(), false, "", List.of(), place);
    FlowManifest flow =
        new FlowManifest("F", "F", "", place, List.of(), List.of(), List.of(step), List.of());
    Map<String, String> environment = new java.util.HashMap<>(configured);
    environment.put("METAFLOW_HOME", "/nowhere");
    return Planner.plan(flow, Configuration.load(environment, Path.of("/")), List.of(with))
        .step("train");
  }

  private static JobSpec.Setting setting(String flow, String user) {
    RunSpec run =
        new RunSpec(
            "acme.Score",
            "1795529872345678",
            "",
            new RunTags(user, Set.of(), Set.of()),
            new DatastoreLocation("s3", "s3://acme/metaflow", "acme/metaflow/data", Map.of()),
            "/home/ada/.metaflow");
    return new JobSpec.Setting(
        flow,
        run,
        "eclipse-temurin:17-jre",
        "score-delivery",
        Duration.ofDays(7),
        Duration.ofDays(5));
  }

  private static TaskSpec task(String step, String id) {
    return new TaskSpec(
        step,
        id,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of("start/1"),
        -1,
        0,
        List.of());
  }

  private static Job job(StepPlan plan) {
    return JobSpec.of(
        setting("ScoreFlow", "ada"),
        task("train", "7"),
        plan,
        List.of("/millrace/jre/bin/launch", "/millrace/jre/bin/java", "Main", "order"));
  }

  private static void assertGolden(String name, Job job) throws IOException {
    String yaml = Serialization.asYaml(job);
    Path file = GOLDEN.resolve(name + ".yaml");
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.writeString(file, yaml);
    }
    assertEquals(Files.readString(file), yaml);
  }

  @Test
  void aPlainStep() throws IOException {
    assertGolden("plain", job(plan(Map.of(), "kubernetes:image=acme/trainer:1.4")));
  }

  @Test
  void resourcesOfTheClusterAndKeysAlone() {
    Job job =
        job(
            plan(
                Map.of(),
                "kubernetes:image=acme/x:1,extended_resources={\"acme.io/chip\": 2},labels=lone"));
    var container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertEquals(new Quantity("2"), container.getResources().getLimits().get("acme.io/chip"));
    assertEquals("", job.getMetadata().getLabels().get("lone"));
  }

  @Test
  void theConfiguredLimitHoldsWithoutATimeout() {
    assertEquals(Duration.ofDays(5), KubernetesProvider.runtimeLimit(Map.of()));
    assertEquals(
        Duration.ofMinutes(2),
        KubernetesProvider.runtimeLimit(Map.of("METAFLOW_DEFAULT_RUNTIME_LIMIT", " 120 ")));
    for (String wrong : List.of("0", "1h", "-1")) {
      assertThrows(
          UsageException.class,
          () -> KubernetesProvider.runtimeLimit(Map.of("METAFLOW_DEFAULT_RUNTIME_LIMIT", wrong)));
    }
  }

  @Test
  void aStepWithEveryAttribute() throws IOException {
    assertGolden(
        "everything",
        job(
            plan(
                Map.of(
                    "METAFLOW_KUBERNETES_LABELS", "team=data",
                    "METAFLOW_KUBERNETES_SECRETS", "s3-access"),
                "kubernetes:image=acme/trainer:1.4,imagePullPolicy=Always,imagePullSecrets=registry,cpu=1.5,"
                    + "memory=2048,disk=500,gpu=2,gpuVendor=amd,namespace=flows,serviceAccount=runner,secrets=more,"
                    + "nodeSelector=zone=a,labels=tier=gold,annotations=note=a b,persistentVolumeClaims=data=/data,"
                    + "sharedMemory=64,useTmpfs=true,tmpfsSize=32,tmpfsPath=/scratch,port=8080,qos=Guaranteed",
                "kubernetes:tolerations=[\"dedicated=gpu:NoSchedule\",\"spot\"]",
                "resources:memory=4096,cpu=0.5",
                "timeout:minutes=90",
                "environment:vars=GREETING=costs $5 $(HOME)")));
  }

  @Test
  void aPrivilegedStep() throws IOException {
    assertGolden(
        "privileged", job(plan(Map.of(), "kubernetes:image=a,securityContext=privileged=true")));
  }

  @Test
  void aStepInARestrictedNamespace() throws IOException {
    assertGolden(
        "restricted",
        job(
            plan(
                Map.of(),
                "kubernetes:image=a,securityContext=[\"runAsNonRoot=true\",\"runAsUser=1000\"]")));
  }

  @ParameterizedTest
  @CsvSource({
    "ScoreFlow, ada, train",
    "SCOREFLOW, ADA@acme.com, Train",
    "Überflow, Zoë van der Ångström, größe",
    "流程, 用户, 步骤",
    "_9_, -, _",
  })
  void namesAndLabelsAreLegalAndUniqueForAnyNames(String flow, String user, String step) {
    for (String longer : List.of("", "x".repeat(200))) {
      Job job =
          JobSpec.of(
              setting(flow + longer, user + longer),
              task(step + longer, "12"),
              plan(Map.of(), "kubernetes:image=a"),
              List.of("x"));
      String name = job.getMetadata().getName();
      assertTrue(name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") && name.length() <= 57, name);
      job.getMetadata()
          .getLabels()
          .forEach(
              (key, value) ->
                  assertTrue(
                      value.matches("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?"), value));
      assertEquals(flow + longer, job.getMetadata().getAnnotations().get("metaflow/flow_name"));
    }
  }

  @Test
  void whatDiffersInCaseOrAfterTheCutHasAnotherName() {
    Set<String> names = new java.util.HashSet<>();
    List<String> steps = List.of("a", "A", "a_", "x".repeat(80) + "1", "x".repeat(80) + "2");
    for (String step : steps) {
      names.add(JobSpec.name(setting("F", "u"), task(step, "1")));
    }
    assertEquals(steps.size(), names.size());
    assertEquals(
        JobSpec.name(setting("F", "u"), task("a", "1")),
        JobSpec.name(setting("F", "u"), task("a", "1")));
  }
}
