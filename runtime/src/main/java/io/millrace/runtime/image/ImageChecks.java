package io.millrace.runtime.image;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.Suggestion;
import io.millrace.runtime.config.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for many images at once, and waits for no registry longer than a while. */
public final class ImageChecks {
  private static final int AT_ONCE = 8;
  private static final int NEAR_TAGS = 5;

  private final ImageRegistry registry;
  private final boolean http;
  private final Duration patience;

  /**
   * Asks {@code registry} for where the images are.
   *
   * @param http whether registries may be asked without TLS
   * @param patience how long to wait for all answers
   */
  public ImageChecks(ImageRegistry registry, boolean http, Duration patience) {
    this.patience = patience;
    this.registry = registry;
    this.http = http;
  }

  /** The client of the module {@code registry}, if that is on the class path. */
  public static Optional<ImageRegistry> client() {
    return ServiceLoader.load(ImageRegistry.class).findFirst();
  }

  /** The platform of this machine's containers. */
  public static String platformHere() {
    String machine = System.getProperty("os.arch");
    return "linux/" + (machine.equals("aarch64") ? "arm64" : machine);
  }

  /**
   * What is asked for.
   *
   * @param platform such as {@code linux/amd64}
   */
  public record Question(ImageReference image, String platform) {}

  /**
   * What a registry said of an image.
   *
   * @param facts empty if it cannot be pulled
   * @param problem why not; empty if it can
   */
  public record Answer(Optional<ImageFacts> facts, String problem) {
    /** Nobody was asked. */
    public static final Answer NONE = new Answer(Optional.empty(), "");

    /** Whether it can be pulled. */
    public boolean found() {
      return facts.isPresent();
    }
  }

  /** Asks each of {@code questions}. */
  public Map<Question, Answer> check(Iterable<Question> questions) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "registry");
              thread.setDaemon(true); // one that hangs does not keep the process
              return thread;
            });
    try {
      Map<Question, Future<Answer>> asked = new LinkedHashMap<>();
      questions.forEach(each -> asked.put(each, executor.submit(() -> ask(each))));
      long deadline = System.nanoTime() + patience.toNanos();
      Map<Question, Answer> answers = new LinkedHashMap<>();
      asked.forEach((each, future) -> answers.put(each, await(each.image, future, deadline)));
      return answers;
    } finally {
      executor.shutdownNow();
    }
  }

  private Answer await(ImageReference image, Future<Answer> future, long deadline) {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return failed(
          host(image)
              + " has not answered within "
              + patience.toSeconds()
              + " s. Is it reachable from here?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the check was interrupted.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(image + " cannot be checked: " + e.getCause(), e);
    }
  }

  private static Answer failed(String problem) {
    return new Answer(Optional.empty(), problem);
  }

  private Answer ask(Question question) {
    try {
      return new Answer(Optional.of(registry.find(question.image, question.platform, http)), "");
    } catch (RegistryException e) {
      return failed(e.getMessage() + (e.isTagMissing() ? near(question.image) : ""));
    }
  }

  /** The tags that may have been meant; the newest-looking where none is like the wrong one. */
  private String near(ImageReference image) {
    List<String> all;
    try {
      all = new ArrayList<>(registry.tags(image, http));
    } catch (RegistryException e) {
      return e.isTagMissing() ? " There is no such repository." : " " + e.getMessage();
    }
    if (all.isEmpty()) {
      return " It has no tags at all.";
    }
    List<String> near = new ArrayList<>();
    String wanted = image.tag().orElse("latest");
    for (Optional<String> next = Suggestion.closest(wanted, all);
        next.isPresent() && near.size() < NEAR_TAGS;
        next = Suggestion.closest(wanted, all)) {
      near.add(next.get());
      all.remove(next.get());
    }
    all.sort((one, other) -> other.compareTo(one));
    return near.isEmpty()
        ? " It has " + String.join(", ", all.subList(0, Math.min(NEAR_TAGS, all.size()))) + "."
        : " Near it are " + String.join(", ", near) + ".";
  }

  /** The registry's name, as Docker fills it in. */
  public static String host(ImageReference image) {
    return image.isOnHub() ? "docker.io" : image.domain().orElseThrow();
  }
}
