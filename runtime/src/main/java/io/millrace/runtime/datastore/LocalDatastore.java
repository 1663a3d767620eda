package io.millrace.runtime.datastore;

import io.millrace.runtime.artifact.IncludedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A datastore in a folder, as Metaflow's {@code local}. */
public final class LocalDatastore implements Datastore {
  private static final int MAX_ATTEMPTS = 6;

  private final Path root;
  private final Path datatools;
  private final Map<String, LocalBlobs> blobs = new ConcurrentHashMap<>();

  /**
   * @param root the folder, usually called {@code .metaflow}; made when something is first written
   * @param datatools where included files go, usually the folder {@code data} beside it
   */
  public LocalDatastore(Path root, Path datatools) {
    this.root = root.toAbsolutePath().normalize();
    this.datatools = datatools.toAbsolutePath().normalize();
  }

  /** The datastore at {@code root}, with included files beside it. */
  public static LocalDatastore at(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    return new LocalDatastore(absolute, absolute.resolveSibling("data"));
  }

  @Override
  public String type() {
    return "local";
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public AttemptStore attempt(TaskPath task, int attempt) {
    return new LocalAttempt(folder(task), attempt, blobs(task.flow()));
  }

  @Override
  public OptionalInt latestAttempt(TaskPath task) {
    for (int attempt = MAX_ATTEMPTS - 1; attempt >= 0; attempt--) {
      if (Files.exists(folder(task).resolve(attempt + ".attempt.json"))) {
        return OptionalInt.of(attempt);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public List<String> steps(String flow, String run) {
    return folders(root.resolve(flow).resolve(run));
  }

  @Override
  public List<TaskPath> tasks(String flow, String run, String step) {
    return folders(root.resolve(flow).resolve(run).resolve(step)).stream()
        .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
        .map(task -> new TaskPath(flow, run, step, task))
        .toList();
  }

  @Override
  public Optional<String> latestRun(String flow) {
    try {
      return Optional.of(Files.readString(root.resolve(flow).resolve("latest_run")).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void latestRun(String flow, String run) {
    AtomicFiles.write(
        root.resolve(flow).resolve("latest_run"), run.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void resumed(TaskPath parameters) {
    AtomicFiles.write(
        folder(parameters).resolve("_resume_done"), "true".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public IncludedFile include(String flow, byte[] content, boolean text, String encoding) {
    String sha = HexFormat.of().formatHex(LocalBlobs.sha1().digest(content));
    Path file = datatools.resolve(flow).resolve(sha);
    try {
      AtomicFiles.writeOnce(file, LocalBlobs.gzip(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new IncludedFile("local://" + file, text, text ? encoding : null, content.length);
  }

  @Override
  public byte[] included(IncludedFile file) {
    Path path = Path.of(file.url().substring(file.url().indexOf("://") + "://".length()));
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(path)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The included file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private LocalBlobs blobs(String flow) {
    return blobs.computeIfAbsent(flow, name -> new LocalBlobs(root.resolve(name).resolve("data")));
  }

  private Path folder(TaskPath task) {
    return root.resolve(task.flow()).resolve(task.run()).resolve(task.step()).resolve(task.task());
  }

  private static List<String> folders(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      all.filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals("_meta"))
          .forEach(names::add);
      return names;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
