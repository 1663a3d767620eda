package io.millrace.processor.generate;

import io.millrace.manifest.ArtifactField;
import io.millrace.manifest.Decorator;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.processor.model.AnnotationModel;
import io.millrace.processor.model.DecoratorModel;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes a legal flow down as the manifest's records. */
final class ManifestBuilder {
  private final Elements elements;
  private final Sources sources;

  ManifestBuilder(Elements elements, Sources sources) {
    this.elements = elements;
    this.sources = sources;
  }

  FlowManifest build(FlowModel flow) {
    return new FlowManifest(
        flow.name(),
        elements.getBinaryName(flow.type()).toString(),
        flow.annotation().text("description"),
        sources.position(flow.place()),
        flow.fields().stream().filter(FieldModel::isParameter).map(this::parameter).toList(),
        flow.fields().stream()
            .filter(field -> !field.isParameter())
            .map(
                field ->
                    new ArtifactField(
                        field.name(),
                        SourceTypes.text(field.type()),
                        sources.position(field.place())))
            .toList(),
        flow.steps().stream().map(this::step).toList(),
        decorators(flow.decorators()));
  }

  private ParameterField parameter(FieldModel field) {
    AnnotationModel option = field.option();
    if (option == null) {
      throw new IllegalArgumentException(field.name());
    }
    return new ParameterField(
        field.name(),
        field.optionName(),
        SourceTypes.text(field.type()),
        option.text("help"),
        option.truth("required", false),
        constants(field.type()),
        Optional.ofNullable(field.file()).map(ManifestBuilder::file),
        sources.position(field.place()));
  }

  private static ParameterField.IncludedFile file(AnnotationModel file) {
    String encoding = file.text("encoding");
    return new ParameterField.IncludedFile(
        file.truth("text", true), encoding.isEmpty() ? "UTF-8" : encoding);
  }

  private static List<String> constants(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || declared.asElement().getKind() != ElementKind.ENUM) {
      return List.of();
    }
    return ElementFilter.fieldsIn(declared.asElement().getEnclosedElements()).stream()
        .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
        .map(field -> field.getSimpleName().toString())
        .toList();
  }

  private StepMethod step(StepModel step) {
    return new StepMethod(
        step.name(),
        transition(step),
        step.isJoin(),
        firstSentence(step.method()),
        decorators(step.decorators()),
        sources.position(step.place()));
  }

  private static Transition transition(StepModel step) {
    List<StepModel.Target> targets = step.targets();
    if (targets.isEmpty()) {
      return new Transition.End();
    } else if (step.isSwitch()) {
      Map<String, String> cases = new LinkedHashMap<>();
      targets.forEach(target -> cases.put(target.value().orElseThrow(), target.step()));
      return new Transition.Switch(step.condition(), cases);
    } else if (!step.foreach().isEmpty()) {
      return new Transition.Foreach(step.foreach(), targets.get(0).step());
    } else if (step.annotation().has("numParallel")) {
      return new Transition.Parallel(
          step.annotation().number("numParallel"), targets.get(0).step());
    } else if (targets.size() == 1) {
      return new Transition.Linear(targets.get(0).step());
    }
    return new Transition.Branch(targets.stream().map(StepModel.Target::step).toList());
  }

  private String firstSentence(Element element) {
    String comment = elements.getDocComment(element);
    if (comment == null) {
      return "";
    }
    String text =
        comment
            .lines()
            .map(String::strip)
            .takeWhile(line -> !line.startsWith("@"))
            .reduce("", (before, line) -> before.isEmpty() ? line : before + " " + line)
            .strip();
    String[] sentences = text.split("(?<=[.!?])\\s", 2);
    return sentences[0].replaceAll("\\{@\\w+ ([^}]*)}", "$1");
  }

  private List<Decorator> decorators(List<DecoratorModel> decorators) {
    return decorators.stream()
        .map(
            each ->
                new Decorator(
                    each.kind(),
                    each.annotation().attributes(),
                    sources.position(each.annotation().place())))
        .toList();
  }
}
