package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run as Metaflow's own client reads it. */
final class MetaflowRun {
  private final Map<String, Object> run;

  private MetaflowRun(Map<String, Object> run) {
    this.run = run;
  }

  /** Reads run {@code id} of {@code flow} from the datastore in {@code folder}. */
  static MetaflowRun read(Path folder, String flow, String id) {
    FlowProcess.Result result = FlowProcess.python(folder, "read_run.py", flow + "/" + id);
    assertEquals(0, result.code(), result::toString);
    try {
      return new MetaflowRun(JSON.std.mapFrom(result.out()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object get(String property) {
    return run.get(property);
  }

  boolean successful() {
    return Boolean.TRUE.equals(run.get("successful"));
  }

  @SuppressWarnings("unchecked") // the script's form
  Map<String, Object> steps() {
    return (Map<String, Object>) run.get("steps");
  }

  @SuppressWarnings("unchecked") // the script's form
  List<Map<String, Object>> tasks(String step) {
    return (List<Map<String, Object>>) steps().getOrDefault(step, List.of());
  }

  /** The artifacts of the first task of {@code step}. */
  Map<String, Object> artifacts(String step) {
    return artifacts(tasks(step).get(0));
  }

  @SuppressWarnings("unchecked") // the script's form
  static Map<String, Object> artifacts(Map<String, Object> task) {
    return (Map<String, Object>) task.get("artifacts");
  }
}
