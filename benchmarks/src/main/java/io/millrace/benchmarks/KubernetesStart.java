package io.millrace.benchmarks;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long it takes from {@code run} to the first container that has started, against {@code
 * kubectl create job} of the same image, in turns.
 *
 * <p>The arguments are the image, how often to measure, and the command for kubectl. Where the
 * cluster and the data are is set as for any run on Kubernetes. The jar of examples must be built.
 */
public final class KubernetesStart {
  private static final String NAMESPACE =
      System.getenv().getOrDefault("METAFLOW_KUBERNETES_NAMESPACE", "default");
  private static final Path FOLDER = temporaryFolder();
  private static final Path ARCHIVE = FOLDER.resolve("flow.jsa");

  /** In the name of the pod of a run. */
  private static final String RUN = "-start-1-0-";

  private KubernetesStart() {}

  public static void main(String[] arguments) throws Exception {
    String image = arguments[0];
    int rounds = Integer.parseInt(arguments[1]);
    List<String> kubectl = Arrays.asList(arguments).subList(2, arguments.length);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      // the code is in the datastore from here on, and there is an archive of classes
      seconds(client, RUN, run(image, "-XX:ArchiveClassesAtExit=" + ARCHIVE));
      List<Double> jobs = new ArrayList<>();
      List<Double> runs = new ArrayList<>();
      List<Double> archived = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        String job = "bare-" + System.currentTimeMillis();
        List<String> create =
            List.of("create", "job", job, "--namespace", NAMESPACE, "--image", image, "--", "true");
        jobs.add(seconds(client, job, Stream.concat(kubectl.stream(), create.stream()).toList()));
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(job).delete();
        runs.add(seconds(client, RUN, run(image, "-Xshare:auto")));
        archived.add(seconds(client, RUN, run(image, "-XX:SharedArchiveFile=" + ARCHIVE)));
      }
      System.out.printf(
          Locale.ROOT,
          "seconds to the first container: kubectl create job %.2f; run %.2f, difference %.2f; with an archive of classes %.2f, difference %.2f (medians of %d)%n",
          Measure.median(jobs),
          Measure.median(runs),
          Measure.median(runs) - Measure.median(jobs),
          Measure.median(archived),
          Measure.median(archived) - Measure.median(jobs),
          rounds);
    }
  }

  private static List<String> run(String image, String option) {
    return List.of(
        Measure.java(),
        option,
        "-jar",
        Path.of("examples/target/millrace-examples.jar").toAbsolutePath().toString(),
        "HelloFlow",
        "run",
        "--with",
        "start=kubernetes:image=" + image);
  }

  /**
   * Until a container of a new pod has started, whose name has {@code part}. The kubelet tells that
   * by an event at once, and in the pod's status up to a second later.
   */
  private static double seconds(KubernetesClient client, String part, List<String> command)
      throws Exception {
    var events = client.v1().events().inNamespace(NAMESPACE).withField("reason", "Started");
    String now = events.list().getMetadata().getResourceVersion();
    CompletableFuture<Long> started = new CompletableFuture<>();
    Watcher<Event> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, Event event) {
            if (event.getInvolvedObject().getName().contains(part)) {
              started.complete(System.nanoTime());
            }
          }

          @Override
          public void onClose(WatcherException failure) {
            started.completeExceptionally(failure);
          }
        };
    try (var watch =
        events.watch(new ListOptionsBuilder().withResourceVersion(now).build(), watcher)) {
      long began = System.nanoTime();
      Path output = FOLDER.resolve("output.txt");
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed:\n" + Files.readString(output));
      }
      return (started.get(1, TimeUnit.MINUTES) - began) / 1e9;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("millrace-start");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
