package io.millrace.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns JSON's maps and lists back into a manifest; the inverse of {@link ManifestWriter}. */
final class ManifestReader {
  private final Map<String, Object> json;
  private final String where;

  private ManifestReader(Map<String, Object> json, String where) {
    this.json = json;
    this.where = where;
  }

  static FlowManifest read(Map<String, Object> json) throws ManifestException {
    Object version = json.get("manifestVersion");
    if (!Integer.valueOf(FlowManifest.VERSION).equals(version)) {
      throw new ManifestException(
          "its manifestVersion is %s, and this runtime reads %d. Build the jar with one version of Millrace."
              .formatted(version, FlowManifest.VERSION));
    }
    return new ManifestReader(json, "the manifest").flow();
  }

  private FlowManifest flow() throws ManifestException {
    List<ParameterField> parameters = new ArrayList<>();
    for (ManifestReader each : objects("parameters")) {
      parameters.add(each.parameter());
    }
    List<ArtifactField> artifacts = new ArrayList<>();
    for (ManifestReader each : objects("artifacts")) {
      artifacts.add(new ArtifactField(each.text("name"), each.text("type"), each.position()));
    }
    List<StepMethod> steps = new ArrayList<>();
    for (ManifestReader each : objects("steps")) {
      steps.add(each.step());
    }
    return new FlowManifest(
        text("name"),
        text("className"),
        textOr("description", ""),
        position(),
        parameters,
        artifacts,
        steps,
        decorators());
  }

  private ParameterField parameter() throws ManifestException {
    return new ParameterField(
        text("field"),
        text("name"),
        text("type"),
        textOr("help", ""),
        json.get("required") == Boolean.TRUE,
        texts("choices"),
        includedFile(),
        position());
  }

  private Optional<ParameterField.IncludedFile> includedFile() throws ManifestException {
    if (!(json.get("includeFile") instanceof Map<?, ?> file)) {
      return Optional.empty();
    }
    boolean text = file.containsKey("text");
    return Optional.of(
        new ParameterField.IncludedFile(text, String.valueOf(file.get(text ? "text" : "binary"))));
  }

  private StepMethod step() throws ManifestException {
    return new StepMethod(
        text("name"),
        transition(),
        json.get("join") == Boolean.TRUE,
        textOr("documentation", ""),
        decorators(),
        position());
  }

  private Transition transition() throws ManifestException {
    List<String> next = texts("next");
    if (json.get("cases") instanceof Map<?, ?> cases) {
      Map<String, String> byValue = new LinkedHashMap<>();
      cases.forEach((value, step) -> byValue.put(String.valueOf(value), String.valueOf(step)));
      return new Transition.Switch(text("condition"), byValue);
    } else if (next.isEmpty()) {
      return new Transition.End();
    } else if (json.containsKey("foreach")) {
      return new Transition.Foreach(text("foreach"), next.get(0));
    } else if (json.get("numParallel") instanceof Number size) {
      return new Transition.Parallel(size.intValue(), next.get(0));
    }
    return next.size() == 1 ? new Transition.Linear(next.get(0)) : new Transition.Branch(next);
  }

  private List<Decorator> decorators() throws ManifestException {
    List<Decorator> decorators = new ArrayList<>();
    for (ManifestReader each : objects("decorators")) {
      String word = each.text("kind");
      DecoratorKind kind =
          DecoratorKind.of(word)
              .orElseThrow(() -> new ManifestException("there is no decorator '" + word + "'."));
      Map<String, Object> attributes = new LinkedHashMap<>();
      for (ManifestReader holder : each.object("attributes")) {
        holder.json.forEach((name, value) -> attributes.put(name, widened(value)));
      }
      decorators.add(new Decorator(kind, attributes, each.position()));
    }
    return decorators;
  }

  /** JSON's small numbers are Integers; attributes hold Longs and Doubles. */
  private static Object widened(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  private Position position() throws ManifestException {
    return new Position(
        text("file"), json.get("line") instanceof Number line ? line.intValue() : 0);
  }

  private String text(String key) throws ManifestException {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw new ManifestException(
        "%s lacks the text '%s'. Build the jar anew.".formatted(where, key));
  }

  private String textOr(String key, String fallback) {
    return json.get(key) instanceof String text ? text : fallback;
  }

  private List<String> texts(String key) {
    return json.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private List<ManifestReader> object(String key) {
    return wrap(json.get(key), key).stream().toList();
  }

  private List<ManifestReader> objects(String key) {
    List<ManifestReader> readers = new ArrayList<>();
    if (json.get(key) instanceof List<?> list) {
      list.forEach(each -> wrap(each, key).ifPresent(readers::add));
    }
    return readers;
  }

  @SuppressWarnings("unchecked") // JSON's keys are texts
  private static Optional<ManifestReader> wrap(@Nullable Object value, String key) {
    return value instanceof Map<?, ?> map
        ? Optional.of(new ManifestReader((Map<String, Object>) map, "an entry of '" + key + "'"))
        : Optional.empty();
  }
}
