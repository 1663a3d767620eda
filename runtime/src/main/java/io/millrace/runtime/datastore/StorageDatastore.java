package io.millrace.runtime.datastore;

import io.millrace.runtime.artifact.IncludedFile;
import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A datastore in Metaflow's layout, on any storage. */
public final class StorageDatastore implements Datastore {
  private static final int MAX_ATTEMPTS = 6;

  private final DatastoreLocation location;
  private final Storage storage;
  private final Storage files;
  private final Map<String, Blobs> blobs = new ConcurrentHashMap<>();

  /**
   * @param location where it is
   * @param storage has the runs
   * @param files has the included files, of this datastore and of others
   */
  public StorageDatastore(DatastoreLocation location, Storage storage, Storage files) {
    this.location = location;
    this.storage = storage;
    this.files = files;
  }

  /** The datastore in the folder {@code root}, with included files in {@code data} beside it. */
  public static StorageDatastore at(Path root) {
    return DatastoreLocation.at(root).open();
  }

  /** Where it is. */
  public DatastoreLocation location() {
    return location;
  }

  /** What it is made on. */
  public Storage storage() {
    return storage;
  }

  @Override
  public String type() {
    return storage.type();
  }

  @Override
  public String root() {
    return storage.root();
  }

  @Override
  public AttemptStore attempt(TaskPath task, int attempt) {
    return new StorageAttempt(storage, folder(task), attempt, blobs(task.flow()));
  }

  @Override
  public OptionalInt latestAttempt(TaskPath task) {
    Set<String> names = Set.copyOf(storage.list(folder(task)));
    return IntStream.iterate(MAX_ATTEMPTS - 1, attempt -> attempt >= 0, attempt -> attempt - 1)
        .filter(attempt -> names.contains(attempt + ".attempt.json"))
        .findFirst();
  }

  @Override
  public List<Map<String, ArtifactRef>> artifacts(List<TaskPath> tasks) {
    return storage.isFar() && tasks.size() > 1
        ? AtOnce.map(tasks, this::artifacts)
        : tasks.stream().map(this::artifacts).toList();
  }

  private Map<String, ArtifactRef> artifacts(TaskPath task) {
    int attempt =
        latestAttempt(task).orElseThrow(() -> new IllegalStateException(task + " was not run."));
    return attempt(task, attempt)
        .artifacts()
        .orElseThrow(() -> new IllegalStateException(task + " is not complete."));
  }

  @Override
  public List<String> steps(String flow, String run) {
    return folders(flow + "/" + run);
  }

  @Override
  public List<TaskPath> tasks(String flow, String run, String step) {
    return folders(flow + "/" + run + "/" + step).stream()
        .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
        .map(task -> new TaskPath(flow, run, step, task))
        .toList();
  }

  @Override
  public void resumed(TaskPath parameters) {
    storage.write(folder(parameters) + "/_resume_done", "true".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public IncludedFile include(String flow, byte[] content, boolean text, String encoding) {
    String sha = HexFormat.of().formatHex(Blobs.sha1().digest(content));
    String key = location.datatools() + "/" + flow + "/" + sha;
    if (!files.exists(key)) {
      files.write(key, Blobs.gzip(content));
    }
    return new IncludedFile(scheme() + key, text, text ? encoding : null, content.length);
  }

  @Override
  public byte[] included(IncludedFile file) {
    if (!file.url().startsWith(scheme())) {
      throw new UncheckedIOException(
          new IOException(
              "The included file %s is in another kind of datastore than %s"
                  .formatted(file.url(), root())));
    }
    String key = file.url().substring(scheme().length());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(files.read(key)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The included file " + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Keeps a file among the data of a flow, as it is, unless it is there.
   *
   * @return the SHA-1 of its content
   */
  public String keep(String flow, Path file) {
    try {
      return blobs(flow).keep(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be stored in %s: %s".formatted(file, root(), e.getMessage()), e);
    }
  }

  /**
   * An address by which anybody who knows it can read what {@link #keep} stored, for some time.
   *
   * @return empty if this kind of datastore has none
   */
  public Optional<URI> link(String flow, String sha1, Duration validity) {
    return storage.link(blobs(flow).key(sha1), validity);
  }

  private String scheme() {
    return type() + "://";
  }

  private Blobs blobs(String flow) {
    return blobs.computeIfAbsent(flow, name -> new Blobs(storage, name + "/data"));
  }

  private static String folder(TaskPath task) {
    return task.flow() + "/" + task.run() + "/" + task.step() + "/" + task.task();
  }

  private List<String> folders(String folder) {
    return storage.list(folder).stream()
        .filter(name -> name.endsWith("/") && !name.equals("_meta/"))
        .map(name -> name.substring(0, name.length() - 1))
        .toList();
  }
}
