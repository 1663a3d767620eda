package io.millrace.benchmarks;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a scheduler takes from the machine while it waits for many pods: Millrace's and Metaflow's,
 * in turns. The pods are on a node that is simulated by {@code benchmarks/simulated-node}, which
 * must run; all else of the cluster is real.
 *
 * <p>The argument is the folder of a virtual environment with Metaflow and its Kubernetes client;
 * without it, Millrace alone is measured. Where the cluster and the data are is set as for any run
 * on Kubernetes. The jar of examples must be built.
 */
public final class KubernetesScale implements AutoCloseable {
  private static final String NAMESPACE =
      System.getenv().getOrDefault("METAFLOW_KUBERNETES_NAMESPACE", "default");
  private static final String NODE = "simulated";
  private static final Map<String, Quantity> ROOM =
      Map.of(
          "cpu",
          Quantity.parse("1k"),
          "memory",
          Quantity.parse("1Ti"),
          "ephemeral-storage",
          Quantity.parse("100Ti"),
          "pods",
          Quantity.parse("10k"));
  private static final int SETTLE_SECONDS = 30;
  private static final int MEASURED_SECONDS = 30;

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final int port = URI.create(client.getConfiguration().getMasterUrl()).getPort();
  private final Path folder = Files.createTempDirectory("millrace-scale");

  private KubernetesScale() throws IOException {
    Node node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(NODE)
            .addToLabels("type", NODE)
            .endMetadata()
            .withNewSpec()
            .addNewTaint("NoSchedule", NODE, null, "true")
            .endSpec()
            .withNewStatus()
            .withCapacity(ROOM)
            .withAllocatable(ROOM)
            .endStatus()
            .build();
    client.resource(node).serverSideApply();
    client.resource(node).patchStatus();
  }

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "%-9s %5s %9s %9s %9s %12s %12s %10s%n",
        "", "pods", "start s", "processes", "MB", "CPU s / min", "connections", "heap MB");
    try (KubernetesScale scale = new KubernetesScale()) {
      for (int count : List.of(10, 100)) {
        if (arguments.length > 0) {
          Path python = Path.of(arguments[0], "bin", "python");
          scale.measure("Metaflow", count, metaflow(python, count));
        }
        scale.measure("Millrace", count, millrace(count));
      }
      scale.measure("Millrace", 1000, millrace(1000));
    }
  }

  private static List<String> metaflow(Path python, int count) {
    Path flow = Path.of("benchmarks", "src", "main", "python", "WaitFlow.py");
    List<String> command = new ArrayList<>(List.of(python.toString(), absolute(flow)));
    command.addAll(run(count));
    return command;
  }

  private static List<String> millrace(int count) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Measure.java(),
                "-cp",
                absolute(Path.of("benchmarks", "target", "classes"))
                    + ":"
                    + absolute(Path.of("examples", "target", "millrace-examples.jar")),
                "io.millrace.runtime.Main",
                "WaitFlow"));
    command.addAll(run(count));
    return command;
  }

  private static List<String> run(int count) {
    String number = Integer.toString(count);
    return List.of("run", "--count", number, "--max-workers", number, "--max-num-splits", number);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }

  private void measure(String system, int count, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve(system + "-" + count + ".txt");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (running() < count) {
        if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(command + " ended:\n" + Files.readString(output));
        }
      }
      double started = (System.nanoTime() - began) / 1e9;
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      ProcessTree tree = new ProcessTree(process.toHandle());
      double before = tree.cpu();
      TimeUnit.SECONDS.sleep(MEASURED_SECONDS);
      double cpu = (tree.cpu() - before) * 60 / MEASURED_SECONDS;
      System.out.printf(
          Locale.ROOT,
          "%-9s %5d %9.1f %9d %9.0f %12.1f %12d %10s%n",
          system,
          count,
          started,
          tree.count(),
          tree.memory(),
          cpu,
          tree.connections(port),
          system.equals("Millrace") ? heap(process.pid()) : "");
    } finally {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      removeAll();
    }
  }

  private long running() {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withField("spec.nodeName", NODE)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .count();
  }

  /** What of the heap is in use after a garbage collection, in megabytes. */
  private static String heap(long process) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    read(List.of(jcmd.toString(), Long.toString(process), "GC.run"));
    String info = read(List.of(jcmd.toString(), Long.toString(process), "GC.heap_info"));
    long used = Long.parseLong(info.replaceAll("(?s).*? used (\\d+)K.*", "$1"));
    return Long.toString(used / 1024);
  }

  private static String read(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A run of Metaflow that is stopped leaves its jobs. */
  private void removeAll() throws InterruptedException {
    client.batch().v1().jobs().inNamespace(NAMESPACE).delete();
    client.pods().inNamespace(NAMESPACE).withField("spec.nodeName", NODE).delete();
    while (running() > 0) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  @Override
  public void close() {
    client.nodes().withName(NODE).delete();
    client.close();
  }
}
