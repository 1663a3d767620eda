package io.millrace.examples;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.millrace.testing.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A namespace of a real cluster, and somebody who has no more rights there than the docs say. */
final class TestCluster implements AutoCloseable {
  private static final String RUN = "millrace.io/run";
  private static final String RUNNER = "runner";

  private final Map<String, String> variables;
  private final KubernetesClient admin;
  private final String namespace;
  private final Path kubeconfig;

  private TestCluster(Map<String, String> variables, KubernetesClient admin, Path folder) {
    this.variables = variables;
    this.admin = admin;
    this.namespace =
        "millrace-test-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    this.kubeconfig = folder.resolve("kubeconfig");
  }

  /** Finds or starts a cluster, and makes the namespace. */
  static TestCluster start(Path folder) throws IOException {
    FlowProcess.Result found =
        FlowProcess.process(
            Path.of("..").toAbsolutePath(), List.of("bash", ".ci/test-cluster"), Map.of());
    if (found.code() != 0) {
      throw Component.CLUSTER.missing(found.err());
    }
    Map<String, String> variables = new HashMap<>();
    for (String line : found.out().lines().toList()) {
      variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    Config config = Config.fromKubeconfig(new java.io.File(variables.get("KUBECONFIG")));
    KubernetesClient admin = new KubernetesClientBuilder().withConfig(config).build();
    TestCluster cluster = new TestCluster(variables, admin, folder);
    cluster.makeNamespace();
    cluster.makeRunner();
    return cluster;
  }

  private void makeNamespace() {
    Namespace made =
        new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build();
    admin.resource(made).create();
    admin
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("s3-access")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("AWS_ACCESS_KEY_ID", "tester")
                .addToStringData("AWS_SECRET_ACCESS_KEY", "secret-of-the-tests")
                .build())
        .create();
  }

  private void makeRunner() throws IOException {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(RUNNER)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    try (var role = Files.newInputStream(Path.of("..", "docs", "kubernetes-role.yaml"))) {
      admin.load(role).inNamespace(namespace).create();
    }
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(RUNNER)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "millrace-runner")
                .addNewSubject("", "ServiceAccount", RUNNER, namespace)
                .build())
        .create();
    Files.writeString(kubeconfig, kubeconfig(token(RUNNER)));
  }

  private String token(String account) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  private String kubeconfig(String token) throws IOException {
    Config config = admin.getConfiguration();
    String authority =
        config.getCaCertData() != null
            ? config.getCaCertData()
            : Base64.getEncoder()
                .encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())));
    return """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
          - name: test
            context: {cluster: test, user: runner, namespace: %s}
        clusters:
          - name: test
            cluster: {server: %s, certificate-authority-data: %s}
        users:
          - name: runner
            user: {token: %s}
        """
        .formatted(namespace, config.getMasterUrl(), authority, token);
  }

  /** A configuration file of somebody who may do nothing. */
  Path stranger(Path folder) throws IOException {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("stranger")
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .serverSideApply();
    return Files.writeString(folder.resolve("stranger"), kubeconfig(token("stranger")));
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient admin() {
    return admin;
  }

  /** The address of this machine that pods reach. */
  String host() {
    return variables.get("MILLRACE_TEST_HOST");
  }

  /** An image of the tests, such as {@code busybox:1}. */
  String image(String name) {
    String registry = variables.get("MILLRACE_TEST_REGISTRY");
    if (!registry.isEmpty()) {
      return registry + "/" + name;
    }
    return switch (name) {
      case "nothing:1" -> "registry.k8s.io/pause:3.10";
      case "jre:17" -> "eclipse-temurin:17-jre";
      default -> name;
    };
  }

  /** The variables of a process that runs flows here. */
  Map<String, String> environment(S3Server server) {
    Map<String, String> environment = new HashMap<>(S3Server.environment(server.url()));
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("METAFLOW_KUBERNETES_NAMESPACE", namespace);
    environment.put("METAFLOW_KUBERNETES_SECRETS", "s3-access");
    environment.put("METAFLOW_KUBERNETES_RUNTIME_IMAGE", image("jre:17"));
    environment.put("METAFLOW_KUBERNETES_CPU", "0.1");
    environment.put("METAFLOW_KUBERNETES_MEMORY", "256");
    environment.put("METAFLOW_KUBERNETES_DISK", "400");
    return environment;
  }

  List<Job> jobs() {
    return admin.batch().v1().jobs().inNamespace(namespace).list().getItems();
  }

  /** Waits until so many jobs of a step have come to a good end. */
  void awaitJobs(String run, String step, int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (jobs().stream().filter(job -> isOf(job, run, step)).filter(TestCluster::isDone).count()
        < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The jobs of " + step + " do not end: " + jobs());
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static boolean isOf(Job job, String run, String step) {
    Map<String, String> labels = job.getMetadata().getLabels();
    return run.equals(labels.get(RUN)) && step.equals(labels.get("millrace.io/step"));
  }

  private static boolean isDone(Job job) {
    return job.getStatus().getSucceeded() != null && job.getStatus().getSucceeded() > 0;
  }

  /** A pod that runs a flow, whose jar is at {@code url}. */
  DriverPod driver(S3Server server, String url, String... arguments) {
    Map<String, String> environment = environment(server);
    environment.remove("KUBECONFIG");
    environment.put("METAFLOW_USER", "tester");
    return new DriverPod(
        admin,
        namespace,
        RUNNER,
        url,
        environment,
        List.of(image("busybox:1"), image("jre:17")),
        arguments);
  }

  /** What may drive pods of low priority away. */
  Crowd crowd() {
    return new Crowd(admin, namespace, image("busybox:1"));
  }

  /** The names of the secrets that runs have made. */
  List<String> deliveries() {
    return admin.secrets().inNamespace(namespace).withLabel(RUN).list().getItems().stream()
        .map(each -> each.getMetadata().getName())
        .toList();
  }

  /** The pod of a run's step whose container runs now. */
  Optional<Pod> running(String run, String step) {
    return pods(Map.of(RUN, run, "millrace.io/step", step)).getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(
            pod ->
                pod.getStatus().getContainerStatuses().stream()
                    .anyMatch(each -> each.getState().getRunning() != null))
        .findFirst();
  }

  private PodList pods(Map<String, String> labels) {
    return admin.pods().inNamespace(namespace).withLabels(labels).list();
  }

  /** Removes what runs have left behind: a pod that is still going down would disturb the next. */
  void clear() {
    admin
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(RUN)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    admin.pods().inNamespace(namespace).withLabel(RUN).withGracePeriod(0).delete();
  }

  /** The tool of a test cluster, which can stop and start its parts. */
  Optional<Path> tool() {
    return Optional.ofNullable(variables.get("TEST_CLUSTER"))
        .map(folder -> Path.of("..").resolve(folder).resolve("cluster").toAbsolutePath());
  }

  @Override
  public void close() {
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }
}
