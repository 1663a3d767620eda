package io.millrace.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a manifest into JSON's maps and lists, leaving out what the author left out. */
final class ManifestWriter {
  private ManifestWriter() {}

  static Map<String, Object> write(FlowManifest manifest) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("manifestVersion", FlowManifest.VERSION);
    json.put("name", manifest.name());
    json.put("className", manifest.className());
    putText(json, "description", manifest.description());
    json.put("file", manifest.position().file());
    putLine(json, manifest.position());
    json.put("parameters", manifest.parameters().stream().map(ManifestWriter::parameter).toList());
    json.put("artifacts", manifest.artifacts().stream().map(ManifestWriter::artifact).toList());
    json.put("steps", manifest.steps().stream().map(ManifestWriter::step).toList());
    putDecorators(json, manifest.decorators());
    return json;
  }

  private static Map<String, Object> parameter(ParameterField parameter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", parameter.field());
    json.put("name", parameter.name());
    json.put("type", parameter.type());
    putText(json, "help", parameter.help());
    if (parameter.required()) {
      json.put("required", true);
    }
    if (!parameter.choices().isEmpty()) {
      json.put("choices", parameter.choices());
    }
    parameter
        .file()
        .ifPresent(
            file ->
                json.put("includeFile", Map.of(file.text() ? "text" : "binary", file.encoding())));
    putPosition(json, parameter.position());
    return json;
  }

  private static Map<String, Object> artifact(ArtifactField artifact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", artifact.name());
    json.put("type", artifact.type());
    putPosition(json, artifact.position());
    return json;
  }

  private static Map<String, Object> step(StepMethod step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", step.name());
    putText(json, "documentation", step.documentation());
    if (step.join()) {
      json.put("join", true);
    }
    putTransition(json, step.transition());
    putDecorators(json, step.decorators());
    putPosition(json, step.position());
    return json;
  }

  private static void putTransition(Map<String, Object> json, Transition transition) {
    if (transition instanceof Transition.Linear || transition instanceof Transition.Branch) {
      json.put("next", transition.targets());
    } else if (transition instanceof Transition.Foreach foreach) {
      json.put("next", transition.targets());
      json.put("foreach", foreach.field());
    } else if (transition instanceof Transition.Parallel parallel) {
      json.put("next", transition.targets());
      json.put("numParallel", parallel.size());
    } else if (transition instanceof Transition.Switch choice) {
      json.put("condition", choice.condition());
      json.put("cases", choice.cases());
    }
  }

  private static void putDecorators(Map<String, Object> json, List<Decorator> decorators) {
    if (!decorators.isEmpty()) {
      json.put("decorators", decorators.stream().map(ManifestWriter::decorator).toList());
    }
  }

  private static Map<String, Object> decorator(Decorator decorator) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", decorator.kind().word());
    json.put("attributes", decorator.attributes());
    putPosition(json, decorator.position());
    return json;
  }

  private static void putText(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }

  private static void putPosition(Map<String, Object> json, Position position) {
    json.put("file", position.file());
    putLine(json, position);
  }

  private static void putLine(Map<String, Object> json, Position position) {
    if (position.line() > 0) {
      json.put("line", position.line());
    }
  }
}
