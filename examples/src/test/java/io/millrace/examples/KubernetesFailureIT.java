package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of failure on a real cluster: told in words at once, tried again, caught. */
class KubernetesFailureIT extends ClusterTest {
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
        "HANG | it took longer than its @Timeout of 9 seconds",
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
            "trouble=timeout:seconds=" + (kind.equals("HANG") ? 9 : 60));
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
  }

  @Test
  void anEvictedPodIsReplacedWithoutRetry() throws Exception {
    process =
        start("TroubleFlow", "run", "--kind", "HANG", "--works", "1", "--with", in("busybox:1"));
    Pod pod = awaitRunning("trouble");
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
    Pod pod = awaitRunning("trouble");
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
    assertEquals(2, forbidden.code(), forbidden::toString);
    assertTrue(
        forbidden.err().contains("Step 'start' cannot run on kubernetes: jobs.batch is forbidden"),
        forbidden::toString);

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

  /** Before anything starts, as the API server judges what it would be asked for. */
  @Test
  void whatTheApiServerRefusesStopsTheRunBeforeItStarts() {
    FlowProcess.Result result =
        jar(
            "HelloFlow",
            "run",
            "--with",
            in("busybox:1") + ",tmpfs_size=10,use_tmpfs=true,tmpfs_path=/millrace");
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains("must be unique"), result::toString);
    assertEquals("", result.out());
  }

  @Test
  void aRuntimeImageThatIsNotThereIsNamedByItsKey() {
    Map<String, String> environment = new HashMap<>(cluster.environment(server));
    environment.put("METAFLOW_KUBERNETES_RUNTIME_IMAGE", "localhost:5000/nojava:1");
    FlowProcess.Result result =
        run(environment, "HelloFlow", "run", "--with", "start=" + in("busybox:1"));
    assertEquals(1, result.code(), result::toString);
    assertTrue(
        result.out().contains("Look at its name and tag, in METAFLOW_KUBERNETES_RUNTIME_IMAGE"),
        result::toString);
  }

  @Test
  void aPodWithoutCredentialsSaysSoInItsLog() {
    Map<String, String> environment = new HashMap<>(cluster.environment(server));
    environment.put("METAFLOW_KUBERNETES_SECRETS", "");
    FlowProcess.Result result =
        run(environment, "HelloFlow", "run", "--with", "start=" + in("busybox:1"));
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains("there are no AWS credentials"), result::toString);
    assertTrue(result.out().contains("the datastore could not be used"), result::toString);
  }

  @Test
  void aPodThatNoNodeCanTakeIsToldAtOnceAndWaits() throws Exception {
    process = start("HelloFlow", "run", "--with", "start=" + in("busybox:1") + ",cpu=10000");
    awaitOutput("no node can take its pod: 0/");
    assertTrue(output().contains("Insufficient cpu. It starts when there is room"), this::output);
    FlowProcess.interrupt(process);
    assertEquals(130, end(process), this::output);
  }

  @Test
  void aPreemptedPodIsReplacedWithoutRetry() throws Exception {
    try (Crowd crowd = cluster.crowd()) {
      process =
          start(
              "TroubleFlow",
              "run",
              "--kind",
              "HANG",
              "--works",
              "1",
              "--with",
              "trouble=%s,cpu=%s,node_selector=%s"
                  .formatted(in("busybox:1"), crowd.cpu(), crowd.selector()));
      awaitRunning("trouble");
      crowd.comeIn();
      awaitOutput("its pod was preempted: its node is needed for one of higher priority");
    }
    assertEquals(0, end(process), this::output);
  }
}
