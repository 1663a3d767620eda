package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.millrace.kubernetes.PodState.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses are those that a real cluster writes, in short. */
class PodStateTest {
  private static final PodState.Asked ASKED =
      new PodState.Asked("acme/trainer:1.4", 512, Duration.ofSeconds(90), true, "flows");

  private static Pod pod(String status, String metadata) {
    String yaml =
        """
        metadata: {name: f-abcde%s}
        spec:
          nodeName: node-7
          initContainers: [{name: setup, image: eclipse-temurin:17-jre}]
        status: {%s}
        """;
    return Serialization.unmarshal(yaml.formatted(metadata, status), Pod.class);
  }

  private static PodState read(String status) {
    return PodState.of(pod(status, ""), ASKED);
  }

  private static PodState task(String state) {
    return read("phase: Pending, containerStatuses: [{name: task, state: {" + state + "}}]");
  }

  private static PodState setup(String state) {
    return read("phase: Pending, initContainerStatuses: [{name: setup, state: {" + state + "}}]");
  }

  private static void assertState(Stage stage, String why, PodState state) {
    assertEquals(why, state.why());
    assertEquals(stage, state.stage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ErrImagePull | failed to resolve reference \"docker.io/acme/trainer:1.4\": docker.io/acme/trainer:1.4: not found | HOPELESS | there is no image acme/trainer:1.4 (ErrImagePull). Look at its name and tag",
        "ImagePullBackOff | Back-off pulling image \"acme/trainer:1.4\": ErrImagePull: pull access denied, repository does not exist or may require authorization | HOPELESS | the registry does not give the image acme/trainer:1.4 to this cluster (ErrImagePull): it is not there, or needs a login. Name a secret with one by @Kubernetes(imagePullSecrets)",
        "ErrImagePull | no match for platform in manifest: not seen | HOPELESS | the image acme/trainer:1.4 is not for the processor of the node (ErrImagePull)",
        "ErrImagePull | dial tcp 10.0.0.7:443: i/o timeout | FAILING | the image acme/trainer:1.4 cannot be pulled (ErrImagePull): dial tcp 10.0.0.7:443: i/o timeout",
        "ImagePullBackOff | Back-off pulling image \"acme/trainer:1.4\" | FAILING | the image acme/trainer:1.4 cannot be pulled (ImagePullBackOff)",
        "ErrImagePull | failed to authorize: unexpected status: 401 Unauthorized | HOPELESS | the registry does not give the image acme/trainer:1.4 to this cluster (ErrImagePull): it is not there, or needs a login. Name a secret with one by @Kubernetes(imagePullSecrets)",
        "CreateContainerError | context deadline exceeded | FAILING | its container cannot be made (CreateContainerError): context deadline exceeded",
        "InvalidImageName | x | HOPELESS | 'acme/trainer:1.4' is not a valid image (InvalidImageName)",
        "ErrImageNeverPull | x | HOPELESS | the image acme/trainer:1.4 is not on the node, and imagePullPolicy is Never. Leave that out",
        "CreateContainerConfigError | secret \"nope\" not found | HOPELESS | its container cannot be made (CreateContainerConfigError): secret \"nope\" not found. Make it in the namespace flows, or correct @Kubernetes(secrets)",
        "CreateContainerConfigError | container has runAsNonRoot and image will run as root | HOPELESS | its container cannot be made (CreateContainerConfigError): container has runAsNonRoot and image will run as root. Name a user by @Kubernetes(securityContext = \"runAsUser=1000\")",
        "PodInitializing | `` | WAITING | ``",
      })
  void whatAContainerWaitsForIsSaid(String reason, String message, Stage stage, String why) {
    assertState(
        stage, why, task("waiting: {reason: %s, message: '%s'}".formatted(reason, message)));
  }

  @Test
  void theRuntimeImageIsNamedByItsKey() {
    assertState(
        Stage.HOPELESS,
        "there is no image eclipse-temurin:17-jre (ErrImagePull). Look at its name and tag, in METAFLOW_KUBERNETES_RUNTIME_IMAGE",
        setup("waiting: {reason: ErrImagePull, message: 'manifest unknown'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found. | WAITING | no node can take its pod: 0/3 nodes are available: 3 Insufficient cpu. It starts when there is room; a step may ask for less by @Resources",
        "0/1 nodes are available: 1 node(s) did not match Pod node affinity/selector. | WAITING | no node can take its pod: 0/1 nodes are available: 1 node(s) did not match Pod node affinity/selector. Look at @Kubernetes(nodeSelector)",
        "0/1 nodes are available: 1 node(s) had untolerated taint {gpu: true}. | WAITING | no node can take its pod: 0/1 nodes are available: 1 node(s) had untolerated taint {gpu: true}. Look at @Kubernetes(tolerations)",
        "persistentvolumeclaim \"data\" not found | HOPELESS | a volume of its pod does not exist: persistentvolumeclaim \"data\" not found. Correct @Kubernetes(persistentVolumeClaims)",
      })
  void whyNoNodeTakesItIsSaid(String message, Stage stage, String why) {
    assertState(
        stage,
        why,
        read(
            "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '%s'}]"
                .formatted(message)));
  }

  @Test
  void endsOfTheTaskAreSaid() {
    assertEquals(
        new PodState(Stage.OVER, "", false, 0),
        task("terminated: {exitCode: 0, reason: Completed}"));
    assertEquals(
        new PodState(
            Stage.OVER,
            "it needed more memory than the 512 MB of its pod (OOMKilled). Give it more by @Resources(memory) or --with resources:memory=1024",
            false,
            137),
        task("terminated: {exitCode: 137, reason: OOMKilled}"));
    assertEquals(
        new PodState(Stage.OVER, "the task's process was killed by SIGKILL (signal 9)", false, 137),
        task("terminated: {exitCode: 137, reason: Error}"));
    assertState(
        Stage.OVER,
        "its container could not be started: exec /millrace/jre/bin/launch: exec format error. The image and the runtime image must be for the processor of the node",
        task(
            "terminated: {exitCode: 128, reason: StartError, message: 'exec /millrace/jre/bin/launch: exec format error'}"));
  }

  @Test
  void whatCouldNotBePreparedIsSaid() {
    assertState(
        Stage.OVER,
        "its container cannot be prepared: http://s3/x cannot be read: the server answered 403",
        setup(
            "terminated: {exitCode: 1, reason: Error, message: \"The task's container cannot be prepared: http://s3/x cannot be read: the server answered 403.\"}"));
    assertState(
        Stage.OVER,
        "there was too little memory to prepare its container (OOMKilled). Give the step at least 128 MB",
        setup("terminated: {exitCode: 137, reason: OOMKilled}"));
    assertState(Stage.WAITING, "", setup("terminated: {exitCode: 0, reason: Completed}"));
  }

  @Test
  void aDeadlineIsTheTimeoutOrTheUsualOne() {
    String status = "phase: Failed, reason: DeadlineExceeded, message: 'Pod was active too long'";
    assertState(Stage.OVER, "it took longer than its @Timeout of 90 seconds", read(status));
    PodState.Asked none = new PodState.Asked("a", 1, Duration.ofDays(5), false, "flows");
    assertState(
        Stage.OVER,
        "it took longer than 5 days. Allow more by @Timeout",
        PodState.of(pod(status, ""), none));
  }

  /**
   * The container that prepares the task's ends by a signal then, before the pod has its reason.
   */
  @ParameterizedTest
  @ValueSource(ints = {143, 137})
  void aDeadlineMayPassWhileTheTaskIsPrepared(int code) {
    String stopped =
        ", initContainerStatuses: [{name: setup, state: {terminated: {exitCode: %d, reason: Error}}}]"
            .formatted(code);
    assertState(Stage.WAITING, "", read("phase: Pending" + stopped));
    assertState(
        Stage.OVER,
        "it took longer than its @Timeout of 90 seconds",
        read("phase: Failed, reason: DeadlineExceeded" + stopped));
    assertState(
        Stage.OVER,
        "its container could not be prepared (exit code %d): ".formatted(code),
        read("phase: Failed" + stopped));
    assertState(
        Stage.OVER,
        "someone or something deleted its pod f-abcde",
        PodState.of(
            pod("phase: Pending" + stopped, ", deletionTimestamp: '2026-11-24T12:00:00Z'"), ASKED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PreemptionByScheduler | its pod was preempted: its node is needed for one of higher priority",
        "EvictionByEvictionAPI | its pod was evicted, as when a node is drained",
        "DeletionByTaintManager | its node node-7 is lost or tainted, and its pod was removed from it",
        "DeletionByPodGC | its node node-7 is gone, and its pod with it",
        "TerminationByKubelet | its pod was evicted (TerminationByKubelet): low on memory",
      })
  void whatIsTakenAwayIsNotTheTasksFault(String reason, String why) {
    Pod pod =
        pod(
            "phase: Running, conditions: [{type: DisruptionTarget, status: 'True', reason: %s, message: low on memory}], containerStatuses: [{name: task, state: {running: {}}}]"
                .formatted(reason),
            ", deletionTimestamp: '2026-11-24T12:00:00Z'");
    PodState expected = new PodState(Stage.OVER, why, true, -1);
    assertEquals(expected, PodState.of(pod, ASKED));
    assertEquals(expected, PodState.deleted(pod, ASKED));
  }

  /** Its node came back, and does not know how the container ended. */
  @ParameterizedTest
  @ValueSource(strings = {"ContainerStatusUnknown", "Unknown"})
  void anEndThatNobodySawIsNotTheTasksFault(String reason) {
    PodState state = task("terminated: {exitCode: 137, reason: " + reason + "}");
    assertEquals(
        new PodState(
            Stage.OVER,
            "its node node-7 was restarted or lost sight of its container (%s)".formatted(reason),
            true,
            -1),
        state);
  }

  @Test
  void anEvictionByTheKubeletIsOneToo() {
    assertEquals(
        new PodState(
            Stage.OVER,
            "its pod was removed from its node (Evicted): The node was low on resource: memory.",
            true,
            -1),
        read("phase: Failed, reason: Evicted, message: 'The node was low on resource: memory. '"));
  }

  @Test
  void aRunningPodIsSilentUnlessItsNodeIs() {
    String running =
        "phase: Running, conditions: [{type: Ready, status: '%s'}], containerStatuses: [{name: task, ready: true, state: {running: {}}}]";
    assertState(Stage.RUNNING, "", read(running.formatted("True")));
    assertState(
        Stage.RUNNING,
        "its node node-7 does not answer. Kubernetes gives up on it after some minutes",
        read(running.formatted("False")));
    assertState(Stage.RUNNING, "", read(running.formatted("False', reason: 'PodFailed")));
  }

  @Test
  void aPodThatIsGoneWithoutAReasonWasDeleted() {
    assertState(
        Stage.OVER,
        "someone or something deleted its pod f-abcde",
        PodState.deleted(
            pod("phase: Running, containerStatuses: [{name: task, state: {running: {}}}]", ""),
            ASKED));
  }

  /** Its container ends by the signal before the pod is gone. */
  @ParameterizedTest
  @CsvSource({"143, Error", "137, Error"})
  void aSignalThatADeletionSendsIsNotTheTasksEnd(int code, String reason) {
    Pod pod =
        pod(
            "phase: Running, containerStatuses: [{name: task, state: {terminated: {exitCode: %d, reason: %s}}}]"
                .formatted(code, reason),
            ", deletionTimestamp: '2026-11-24T12:00:00Z'");
    assertState(
        Stage.OVER, "someone or something deleted its pod f-abcde", PodState.of(pod, ASKED));
    assertState(
        Stage.OVER, "someone or something deleted its pod f-abcde", PodState.deleted(pod, ASKED));
  }

  @Test
  void aWarningSaysItBeforeTheStatus() {
    assertState(
        Stage.HOPELESS,
        "there is no image acme/trainer:1.4 (ErrImagePull). Look at its name and tag",
        PodState.warned(
                "Failed",
                "Failed to pull image \"acme/trainer:1.4\": rpc error: code = NotFound desc = not found",
                false,
                "",
                ASKED)
            .orElseThrow());
    assertEquals(
        java.util.Optional.empty(),
        PodState.warned("Failed", "Error: ErrImagePull", false, "", ASKED));
    assertState(
        Stage.HOPELESS,
        "the image acme/trainer:1.4 is not on the node, and imagePullPolicy is Never. Leave that out",
        PodState.warned(
                "ErrImageNeverPull",
                "Container image \"acme/trainer:1.4\" is not present with pull policy of Never",
                false,
                "",
                ASKED)
            .orElseThrow());
    assertState(
        Stage.HOPELESS,
        "'a b' is not a valid image (InvalidImageName)",
        PodState.warned("InspectFailed", "Failed to apply default image tag", true, "a b", ASKED)
            .orElseThrow());
  }
}
