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
        flag("required"),
        texts("choices"),
        includedFile(),
        position());
  }

  private Optional<ParameterField.IncludedFile> includedFile() throws ManifestException {
    Optional<ManifestReader> file = object("includeFile");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    boolean text = file.get().json.containsKey("text");
    return Optional.of(
        new ParameterField.IncludedFile(text, file.get().text(text ? "text" : "binary")));
  }

  private StepMethod step() throws ManifestException {
    return new StepMethod(
        text("name"),
        transition(),
        flag("join"),
        textOr("documentation", ""),
        decorators(),
        position());
  }

  private Transition transition() throws ManifestException {
    List<String> next = texts("next");
    Optional<ManifestReader> cases = object("cases");
    if (cases.isPresent()) {
      Map<String, String> byValue = new LinkedHashMap<>();
      for (String value : cases.get().json.keySet()) {
        byValue.put(value, cases.get().text(value));
      }
      return new Transition.Switch(text("condition"), byValue);
    } else if (next.isEmpty()) {
      return new Transition.End();
    } else if (json.containsKey("foreach")) {
      return new Transition.Foreach(text("foreach"), next.get(0));
    } else if (json.containsKey("numParallel")) {
      return new Transition.Parallel(number("numParallel"), next.get(0));
    }
    return next.size() == 1 ? new Transition.Linear(next.get(0)) : new Transition.Branch(next);
  }

  private List<Decorator> decorators() throws ManifestException {
    List<Decorator> decorators = new ArrayList<>();
    for (ManifestReader each : objects("decorators")) {
      String word = each.text("kind");
      DecoratorKind kind =
          DecoratorKind.of(word)
              .orElseThrow(
                  () -> each.wrong("names the decorator '" + word + "', which is unknown"));
      Map<String, Object> attributes = new LinkedHashMap<>();
      Optional<ManifestReader> given = each.object("attributes");
      if (given.isPresent()) {
        for (String name : given.get().json.keySet()) {
          attributes.put(name, given.get().attribute(kind, name));
        }
      }
      decorators.add(new Decorator(kind, attributes, each.position()));
    }
    return decorators;
  }

  private Object attribute(DecoratorKind kind, String name) throws ManifestException {
    Attribute attribute =
        kind.attribute(name)
            .orElseThrow(
                () -> wrong("gives %s an unknown attribute '%s'".formatted(kind.word(), name)));
    Object value = json.get(name);
    if (attribute.type() == AttributeType.NUMBER && value instanceof Number number) {
      return number.doubleValue();
    } else if (attribute.type() == AttributeType.INTEGER
        && (value instanceof Integer || value instanceof Long)) {
      return ((Number) value).longValue();
    } else if (attribute.type() == AttributeType.BOOLEAN && value instanceof Boolean) {
      return value;
    } else if (attribute.type() == AttributeType.STRINGS) {
      return texts(name);
    }
    if (attribute.type() == AttributeType.STRING && value instanceof String) {
      return value;
    }
    throw wrong("lacks the %s '%s'".formatted(attribute.type().word(), name));
  }

  private Position position() throws ManifestException {
    return new Position(text("file"), json.containsKey("line") ? number("line") : 0);
  }

  private String text(String key) throws ManifestException {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw wrong("lacks the text '%s'".formatted(key));
  }

  private String textOr(String key, String fallback) throws ManifestException {
    return json.containsKey(key) ? text(key) : fallback;
  }

  private int number(String key) throws ManifestException {
    if (json.get(key) instanceof Integer number) {
      return number;
    }
    throw wrong("lacks the whole number '%s'".formatted(key));
  }

  private boolean flag(String key) throws ManifestException {
    Object value = json.getOrDefault(key, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong("has a '%s' that is neither true nor false".formatted(key));
  }

  private List<String> texts(String key) throws ManifestException {
    List<String> texts = new ArrayList<>();
    for (Object each : list(key)) {
      if (!(each instanceof String text)) {
        throw wrong("has a '%s' that is not a list of strings".formatted(key));
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String key) throws ManifestException {
    Object value = json.getOrDefault(key, List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong("has a '%s' that is not a list".formatted(key));
  }

  private Optional<ManifestReader> object(String key) throws ManifestException {
    return json.containsKey(key)
        ? Optional.of(wrap(json.get(key), key, where + ", '" + key + "'"))
        : Optional.empty();
  }

  private List<ManifestReader> objects(String key) throws ManifestException {
    List<ManifestReader> readers = new ArrayList<>();
    for (Object each : list(key)) {
      // no formatter: it would be the first of the process, and costs its start 30 ms
      readers.add(wrap(each, key, where + ", " + key + "[" + readers.size() + "]"));
    }
    return readers;
  }

  @SuppressWarnings("unchecked") // JSON's keys are texts
  private ManifestReader wrap(@Nullable Object value, String key, String place)
      throws ManifestException {
    if (value instanceof Map<?, ?> map) {
      return new ManifestReader((Map<String, Object>) map, place);
    }
    throw wrong("has a '%s' that is not an object".formatted(key));
  }

  private ManifestException wrong(String what) {
    return new ManifestException("%s %s. Rebuild the jar.".formatted(where, what));
  }
}
