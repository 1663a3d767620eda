package io.millrace.runtime.metadata;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.JsonObject;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Metadata in files beside the local datastore's, as Metaflow's {@code local}. */
public final class LocalMetadata implements Metadata {
  private static final String META = "_meta";
  private static final String SELF = "_self.json";

  private final Storage storage;

  /** The metadata in {@code storage}, which has the datastore, too. */
  public LocalMetadata(Storage storage) {
    this.storage = storage;
  }

  @Override
  public String newRun(String flow, RunTags tags) {
    long id = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    while (!storage.claim(flow + "/" + id)) {
      id++;
    }
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("flow_id", flow);
    self.put("ts_epoch", System.currentTimeMillis());
    writeOnce(self(flow), json(self));
    String run = Long.toString(id);
    storage.write(self(flow + "/" + run), json(record(flow, run, tags)));
    return run;
  }

  @Override
  public void register(TaskPath task, RunTags tags) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("run_number", task.run());
    step.put("step_name", task.step());
    putOwner(step, task.flow(), tags);
    writeOnce(self(task.flow() + "/" + task.run() + "/" + task.step()), json(step));
    // from the top, as the folder of the step is there and that of the task is not
    storage.prepare(folder(task));
    storage.prepare(folder(task) + "/" + META);
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("run_number", task.run());
    self.put("step_name", task.step());
    self.put("task_id", task.task());
    putOwner(self, task.flow(), tags);
    writeOnce(self(folder(task)), json(self));
  }

  @Override
  public void add(TaskPath task, String user, Collection<Metadatum> metadata) {
    String folder = folder(task) + "/" + META;
    Set<String> written = new HashSet<>();
    for (Metadatum each : metadata) {
      long time = System.currentTimeMillis();
      // a file is named by its field and time, which several of one field may share
      while (!written.add(file(folder, each.field(), time))) {
        time++;
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("flow_id", task.flow());
      json.put("run_number", task.run());
      json.put("step_name", task.step());
      json.put("task_id", task.task());
      json.put("field_name", each.field());
      json.put("type", each.type());
      json.put("value", each.value());
      json.put("tags", each.tags());
      json.put("user_name", user);
      json.put("ts_epoch", time);
      storage.write(file(folder, each.field(), time), json(json));
    }
  }

  private static String file(String folder, String field, long time) {
    return folder + "/sysmeta_" + field + "_" + time + ".json";
  }

  @Override
  public void artifacts(
      TaskPath task,
      int attempt,
      RunTags tags,
      Map<String, ArtifactRef> artifacts,
      String type,
      String root) {
    String folder = folder(task) + "/" + META;
    artifacts.forEach(
        (name, ref) -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("run_number", task.run());
          json.put("step_name", task.step());
          json.put("task_id", task.task());
          json.put("attempt_id", attempt);
          json.put("name", name);
          json.put("content_type", ref.encoding());
          json.put("type", "metaflow.artifact");
          json.put("sha", ref.sha());
          json.put("ds_type", type);
          json.put("location", ":root:" + root);
          putOwner(json, task.flow(), tags);
          storage.write(folder + "/" + attempt + "_artifact_" + name + ".json", json(json));
        });
  }

  @Override
  public List<String> runs(String flow) {
    return storage.list(flow).stream()
        .filter(name -> name.endsWith("/"))
        .map(name -> name.substring(0, name.length() - 1))
        .filter(run -> storage.exists(self(flow + "/" + run)))
        .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name).reversed())
        .toList();
  }

  @Override
  public Optional<RunRecord> run(String flow, String run) {
    return read(self(flow + "/" + run)).map(json -> new RunRecord(run, tags(json), time(json)));
  }

  private static RunTags tags(Map<String, Object> json) {
    return new RunTags(
        String.valueOf(json.get("user_name")),
        texts(json.get("tags")),
        texts(json.get("system_tags")));
  }

  @Override
  public long registered(TaskPath task) {
    return read(self(folder(task))).map(LocalMetadata::time).orElse(0L);
  }

  @Override
  public Map<String, String> of(TaskPath task) {
    Map<String, Map<String, Object>> newest = new TreeMap<>();
    String folder = folder(task) + "/" + META;
    for (String name : storage.list(folder)) {
      if (name.startsWith("sysmeta_")) {
        read(folder + "/" + name)
            .ifPresent(
                json ->
                    newest.merge(
                        String.valueOf(json.get("field_name")), json, LocalMetadata::newer));
      }
    }
    Map<String, String> values = new TreeMap<>();
    newest.forEach((field, json) -> values.put(field, String.valueOf(json.get("value"))));
    return values;
  }

  @Override
  public Set<String> tag(String flow, String run, Function<RunTags, Set<String>> change) {
    String self = self(flow + "/" + run);
    return storage.exclusively(
        flow + "/" + run + "/" + META + "/tags",
        () -> {
          Map<String, Object> json =
              read(self).orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(self)));
          Set<String> tags = change.apply(tags(json));
          json.put("tags", List.copyOf(tags));
          storage.write(self, json(json));
          return tags;
        });
  }

  private static Map<String, Object> newer(Map<String, Object> one, Map<String, Object> other) {
    return time(other) >= time(one) ? other : one;
  }

  private static long time(Map<String, Object> json) {
    return json.get("ts_epoch") instanceof Number time ? time.longValue() : 0;
  }

  private Map<String, Object> record(String flow, String run, RunTags tags) {
    Map<String, Object> self = new LinkedHashMap<>();
    self.put("run_number", run);
    putOwner(self, flow, tags);
    return self;
  }

  private static void putOwner(Map<String, Object> json, String flow, RunTags tags) {
    json.put("flow_id", flow);
    json.put("user_name", tags.user());
    json.put("tags", List.copyOf(tags.tags()));
    json.put("system_tags", List.copyOf(tags.systemTags()));
    json.put("ts_epoch", System.currentTimeMillis());
  }

  private static String folder(TaskPath task) {
    return task.flow() + "/" + task.run() + "/" + task.step() + "/" + task.task();
  }

  private static String self(String folder) {
    return folder + "/" + META + "/" + SELF;
  }

  private void writeOnce(String key, byte[] content) {
    if (!storage.exists(key)) {
      storage.write(key, content);
    }
  }

  private Optional<Map<String, Object>> read(String key) {
    String file = storage.root() + "/" + key;
    byte[] content;
    try {
      content = storage.read(key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
    try {
      return Optional.of(JsonObject.read(content));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is damaged: it " + e.getMessage() + ".", e);
    }
  }

  private static Set<String> texts(@Nullable Object json) {
    Set<String> texts = new LinkedHashSet<>();
    if (json instanceof Collection<?> all) {
      all.forEach(each -> texts.add(String.valueOf(each)));
    }
    return texts;
  }

  private static byte[] json(Object value) {
    try {
      return JSON.std.asString(value).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
