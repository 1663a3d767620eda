package io.millrace.runtime.datastore;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.JsonObject;
import io.millrace.runtime.artifact.ArtifactCodec;
import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt's objects in its task's folder. */
final class StorageAttempt implements AttemptStore {
  private static final String METADATA = "local_metadata";

  private final Storage storage;
  private final String folder;
  private final int attempt;
  private final Blobs blobs;

  StorageAttempt(Storage storage, String folder, int attempt, Blobs blobs) {
    this.storage = storage;
    this.folder = folder;
    this.attempt = attempt;
    this.blobs = blobs;
  }

  @Override
  public void launched() {
    write("attempt.json", "{\"time\": " + System.currentTimeMillis() / 1000.0 + "}");
  }

  @Override
  public void begun() {
    launched();
    write(
        "task_begin",
        "{\"code_package_metadata\": \"\", \"code_package_sha\": null, \"code_package_ds\": null,"
            + " \"code_package_url\": null, \"retry_count\": "
            + attempt
            + "}");
  }

  @Override
  public ArtifactRef save(String name, @Nullable Object value, Type type) {
    try {
      Blobs.Stored stored = blobs.save(out -> ArtifactCodec.write(value, type, out));
      return new ArtifactRef(
          stored.sha(), stored.size(), ArtifactCodec.pythonType(value), ArtifactRef.PICKLE);
    } catch (ArtifactException e) {
      throw e.of(name);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Artifact '" + name + "' cannot be stored: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable Object load(String name, ArtifactRef artifact, Type type) {
    return read(name, artifact, in -> ArtifactCodec.read(in, artifact.size(), type));
  }

  @Override
  public @Nullable Object loadPlain(String name, ArtifactRef artifact) {
    return read(name, artifact, in -> ArtifactCodec.readPlain(in, artifact.size()));
  }

  private interface Reading {
    @Nullable Object from(InputStream in) throws IOException;
  }

  private @Nullable Object read(String name, ArtifactRef artifact, Reading reading) {
    if (!artifact.encoding().contains("pickle")) {
      throw new ArtifactException("it is stored as " + artifact.encoding() + ", not as a pickle.")
          .of(name);
    }
    try (InputStream in = blobs.open(artifact.sha())) {
      return reading.from(in);
    } catch (ArtifactException e) {
      throw e.of(name);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Artifact '%s' cannot be read: its data %s %s."
              .formatted(
                  name,
                  storage.root() + "/" + blobs.key(artifact.sha()),
                  e instanceof NoSuchFileException
                      ? "is not there"
                      : "is damaged: " + e.getMessage()),
          e);
    }
  }

  @Override
  public void readAhead(Collection<ArtifactRef> artifacts) {
    blobs.readAhead(
        artifacts.stream()
            .filter(each -> each.size() <= Blobs.KEPT_SIZE)
            .map(ArtifactRef::sha)
            .toList());
  }

  @Override
  public void finish(Map<String, ArtifactRef> artifacts) {
    blobs.settle();
    Map<String, Object> objects = new LinkedHashMap<>();
    Map<String, Object> info = new LinkedHashMap<>();
    artifacts.forEach(
        (name, ref) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("size", ref.size());
          entry.put("type", ref.type());
          entry.put("encoding", ref.encoding());
          objects.put(name, ref.sha());
          info.put(name, entry);
        });
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("datastore", storage.type());
    data.put("version", "1.0");
    data.put("attempt", attempt);
    data.put("python_version", "java " + System.getProperty("java.version"));
    data.put("objects", objects);
    data.put("info", info);
    write("task_end", "{}");
    write("data.json", json(data));
    write("DONE.lock", "\"\"");
  }

  @Override
  public Optional<Map<String, ArtifactRef>> artifacts() {
    if (!storage.exists(key("DONE.lock"))) {
      return Optional.empty();
    }
    byte[] content;
    try {
      content = storage.read(key("data.json"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          storage.root() + "/" + key("data.json") + " cannot be read: " + e.getMessage(), e);
    }
    try {
      Map<String, Object> data = JsonObject.read(content);
      Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
      if (data.get("objects") instanceof Map<?, ?> objects
          && data.get("info") instanceof Map<?, ?> info) {
        objects.forEach(
            (name, sha) ->
                artifacts.put(String.valueOf(name), ref(String.valueOf(sha), info.get(name))));
      }
      return Optional.of(artifacts);
    } catch (IOException e) {
      throw new UncheckedIOException(
          storage.root() + "/" + key("data.json") + " is damaged: it " + e.getMessage() + ".", e);
    }
  }

  private static ArtifactRef ref(String sha, @Nullable Object info) {
    Map<?, ?> entry = info instanceof Map<?, ?> map ? map : Map.of();
    long size = entry.get("size") instanceof Number number ? number.longValue() : Long.MAX_VALUE;
    return new ArtifactRef(
        sha, size, String.valueOf(entry.get("type")), String.valueOf(entry.get("encoding")));
  }

  @Override
  public void exited(int returnCode, boolean killed, boolean success) {
    write(
        "runtime",
        "{\"return_code\": "
            + returnCode
            + ", \"killed\": "
            + killed
            + ", \"success\": "
            + success
            + "}");
  }

  @Override
  public void log(LogStream stream, byte[] content) {
    storage.write(key("runtime_" + stream.word() + ".log"), content);
  }

  @Override
  public void taskLog(LogStream stream, byte[] content) {
    storage.write(key("task_" + stream.word() + ".log"), content);
  }

  @Override
  public byte[] taskLog(LogStream stream) {
    String key = key("task_" + stream.word() + ".log");
    try {
      return storage.read(key);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(
          storage.root() + "/" + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void keepMetadata(byte[] archive) {
    write(METADATA, "\"" + blobs.keep(archive) + "\"");
  }

  @Override
  public Optional<byte[]> keptMetadata() {
    try {
      String sha = new String(storage.read(key(METADATA)), StandardCharsets.UTF_8);
      try (InputStream in = blobs.open(sha.replace("\"", ""))) {
        return Optional.of(in.readAllBytes());
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          storage.root() + "/" + key(METADATA) + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] log(LogStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String source : List.of("runtime_", "task_", "")) {
      String log = key(source + stream.word() + ".log");
      try {
        all.writeBytes(storage.read(log));
      } catch (NoSuchFileException e) {
        continue; // the scheduler's, the task's own, and that of an old Metaflow: seldom all three
      } catch (IOException e) {
        throw new UncheckedIOException(
            storage.root() + "/" + log + " cannot be read: " + e.getMessage(), e);
      }
    }
    return all.toByteArray();
  }

  private String key(String name) {
    return folder + "/" + attempt + "." + name;
  }

  private void write(String name, String content) {
    storage.write(key(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
