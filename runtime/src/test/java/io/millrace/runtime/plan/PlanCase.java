package io.millrace.runtime.plan;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.Decorator;
import io.millrace.manifest.DecoratorSpec;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.runtime.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One row of a test's table: annotations, configuration and options, and what comes of them. */
record PlanCase(Map<String, Object> json) {

  static List<PlanCase> read(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(PlanCase.class.getResourceAsStream(file), file)) {
      return rows(JSON.std.listFrom(in));
    }
  }

  private static List<PlanCase> rows(List<?> list) {
    List<PlanCase> rows = new ArrayList<>();
    for (Object each : list) {
      Map<String, Object> json = new HashMap<>();
      ((Map<?, ?>) each).forEach((key, value) -> json.put((String) key, value));
      rows.add(new PlanCase(json));
    }
    return rows;
  }

  List<PlanCase> rows(String key) {
    return json.get(key) instanceof List<?> list ? rows(list) : List.of();
  }

  /** Plans the case's flow, with its files under {@code folder}. */
  RunPlan plan(Path folder) throws IOException, DecoratorSpec.Unreadable {
    Map<String, String> environment = new HashMap<>();
    map("environment").forEach((key, value) -> environment.put(key, String.valueOf(value)));
    environment.put("METAFLOW_HOME", folder.resolve("home").toString());
    write(global(folder), map("global"));
    write(project(folder), map("project"));
    Configuration configuration = Configuration.load(environment, folder.resolve("work"));
    return Planner.plan(flow(texts("flow"), texts("annotations")), configuration, texts("with"));
  }

  static Path global(Path folder) {
    return folder.resolve("home/config.json");
  }

  static Path project(Path folder) {
    return folder.resolve("work/.metaflow/config.json");
  }

  private static void write(Path file, Map<String, Object> values) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (!values.isEmpty()) {
      Files.writeString(file, JSON.std.asString(values));
    }
  }

  /** A flow of the steps {@code train} and {@code end}. */
  static FlowManifest flow(List<String> onFlow, List<String> onTrain)
      throws DecoratorSpec.Unreadable {
    Position place = new Position("F.java", 9);
    return new FlowManifest(
        "F",
        "F",
        "",
        new Position("F.java", 3),
        List.of(),
        List.of(),
        List.of(
            new StepMethod(
                "train",
                new Transition.Linear("end"),
                false,
                "",
                decorators(onTrain, place),
                place),
            new StepMethod("end", new Transition.End(), false, "", List.of(), place)),
        decorators(onFlow, new Position("F.java", 3)));
  }

  private static List<Decorator> decorators(List<String> texts, Position place)
      throws DecoratorSpec.Unreadable {
    List<Decorator> decorators = new ArrayList<>();
    for (String text : texts) {
      DecoratorSpec spec = DecoratorSpec.parse(text);
      decorators.add(new Decorator(spec.kind(), spec.attributes(), place));
    }
    return decorators;
  }

  String text(String key) {
    return String.valueOf(json.get(key));
  }

  List<String> texts(String key) {
    return json.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  Map<String, Object> map(String key) {
    Map<String, Object> map = new HashMap<>();
    if (json.get(key) instanceof Map<?, ?> values) {
      values.forEach((name, value) -> map.put((String) name, value));
    }
    return map;
  }

  @Override
  public String toString() {
    return json.containsKey("name") ? text("name") : text("error");
  }
}
