package io.millrace.runtime.datastore;

import io.millrace.runtime.artifact.IncludedFile;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** A datastore in Metaflow's layout, on any storage. */
public final class StorageDatastore implements Datastore {
  private static final int MAX_ATTEMPTS = 6;

  private final Storage storage;
  private final Storage files;
  private final String datatools;
  private final Map<String, Blobs> blobs = new ConcurrentHashMap<>();

  /**
   * @param storage has the runs
   * @param files has the included files, of this datastore and of others
   * @param datatools the folder of {@code files} where this datastore's are
   */
  public StorageDatastore(Storage storage, Storage files, String datatools) {
    this.storage = storage;
    this.files = files;
    this.datatools = datatools;
  }

  /** The datastore in the folder {@code root}, with included files in {@code data} beside it. */
  public static StorageDatastore at(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    Path top = absolute.getRoot();
    return new StorageDatastore(
        new LocalStorage(absolute),
        new LocalStorage(top),
        top.relativize(absolute.resolveSibling("data")).toString());
  }

  /** What it is made on. */
  public Storage storage() {
    return storage;
  }

  /** The folder of the included files, as the path of a storage that has them all. */
  public String datatools() {
    return datatools;
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
    for (int attempt = MAX_ATTEMPTS - 1; attempt >= 0; attempt--) {
      if (storage.exists(folder(task) + "/" + attempt + ".attempt.json")) {
        return OptionalInt.of(attempt);
      }
    }
    return OptionalInt.empty();
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
  public Optional<String> latestRun(String flow) {
    try {
      return Optional.of(
          new String(storage.read(flow + "/latest_run"), StandardCharsets.UTF_8).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void latestRun(String flow, String run) {
    storage.write(flow + "/latest_run", run.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void resumed(TaskPath parameters) {
    storage.write(folder(parameters) + "/_resume_done", "true".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public IncludedFile include(String flow, byte[] content, boolean text, String encoding) {
    String sha = HexFormat.of().formatHex(Blobs.sha1().digest(content));
    String key = datatools + "/" + flow + "/" + sha;
    try {
      if (!files.exists(key)) {
        files.write(key, Blobs.gzip(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new IncludedFile(
        files.type() + "://" + files.root() + key, text, text ? encoding : null, content.length);
  }

  @Override
  public byte[] included(IncludedFile file) {
    String path = file.url().substring(file.url().indexOf("://") + "://".length());
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(files.read(path.substring(files.root().length()))))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The included file " + path + " cannot be read: " + e.getMessage(), e);
    }
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
