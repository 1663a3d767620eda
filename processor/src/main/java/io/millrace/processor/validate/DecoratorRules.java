package io.millrace.processor.validate;

import io.millrace.manifest.CondaMatchSpec;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.manifest.Problem;
import io.millrace.manifest.PythonRequirement;
import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.AnnotationModel;
import io.millrace.processor.model.DecoratorModel;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.MissingTypes;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Rules of decorators: each attribute by the manifest's rules, and all of them together. */
final class DecoratorRules {
  private static final Set<String> CAUGHT =
      Set.of("java.lang.String", "java.lang.Throwable", "java.lang.Exception", "java.lang.Object");

  private final FlowModel flow;
  private final Findings findings;

  DecoratorRules(FlowModel flow, Findings findings) {
    this.flow = flow;
    this.findings = findings;
  }

  void check() {
    flow.strays().forEach(this::checkStray);
    check(flow.name(), flow.decorators());
    Set<AnnotationModel> seen = new HashSet<>();
    for (StepModel step : flow.steps()) {
      checkStep(step);
      if (step.decorators().isEmpty() || seen.add(step.decorators().get(0).annotation())) {
        check(step.name(), step.decorators());
      }
    }
  }

  private void checkStray(DecoratorModel stray) {
    Place place = stray.annotation().place();
    boolean onClass = place.element() instanceof TypeElement;
    findings.add(
        onClass ? Message.DECORATOR_ON_BASE : Message.STRAY_DECORATOR,
        place,
        stray.kind().annotation(),
        place.element().getSimpleName(),
        flow.type().getSimpleName());
  }

  private void check(String owner, List<DecoratorModel> decorators) {
    checkTogether(owner, decorators);
    for (DecoratorModel decorator : decorators) {
      checkAttributes(decorator);
      AnnotationModel annotation = decorator.annotation();
      switch (decorator.kind()) {
        case PYPI -> checkDistinct(decorator, "packages", PythonRequirement::name);
        case CONDA -> checkDistinct(decorator, "packages", CondaMatchSpec::name);
        case CATCH -> checkVariable(owner, annotation);
        case ENVIRONMENT -> {
          checkDistinct(decorator, "vars", DecoratorRules::key);
          if (annotation.texts("vars").isEmpty()) {
            findings.add(Message.EMPTY_VARIABLES, annotation.place());
          }
        }
        case KUBERNETES -> {
          for (String attribute : KUBERNETES_PAIRS) {
            checkDistinct(decorator, attribute, DecoratorRules::key);
          }
          checkDistinct(decorator, "persistentVolumeClaims", DecoratorRules::mountPath);
          checkDistinct(decorator, "secrets", name -> name);
          checkDistinct(decorator, "tolerations", text -> text);
          checkTmpfs(annotation);
        }
        case BATCH -> {
          checkDistinct(decorator, "batchTags", DecoratorRules::key);
          checkDistinct(decorator, "logOptions", text -> text.replaceFirst("[=:].*", ""));
          checkDistinct(decorator, "hostVolumes", DecoratorRules::mountPoint);
          checkDistinct(decorator, "efsVolumes", text -> text);
          checkTmpfs(annotation);
        }
        case DOCKER -> checkDistinct(decorator, "volumes", DecoratorRules::mountPoint);
        default -> {}
      }
    }
  }

  private void checkTogether(String owner, List<DecoratorModel> decorators) {
    List<DecoratorModel> computes =
        decorators.stream().filter(each -> each.kind().isCompute()).toList();
    for (int i = 1; i < computes.size(); i++) {
      findings.add(
          Message.TWO_COMPUTES,
          computes.get(i).annotation().place(),
          owner,
          computes.get(0).kind().annotation(),
          computes.get(i).kind().annotation());
    }
    List<DecoratorModel> libraries =
        decorators.stream()
            .filter(each -> each.kind() == DecoratorKind.PYPI || each.kind() == DecoratorKind.CONDA)
            .toList();
    if (libraries.size() > 1) {
      findings.add(Message.PYPI_AND_CONDA, libraries.get(1).annotation().place(), owner);
    }
  }

  private void checkAttributes(DecoratorModel decorator) {
    AnnotationModel annotation = decorator.annotation();
    Map<String, Object> given = annotation.attributes();
    given.forEach(
        (name, value) ->
            decorator
                .kind()
                .attribute(name)
                .ifPresent(
                    attribute ->
                        attribute.check(value).forEach(each -> add(each, annotation, name))));
    warnOfHubWebSite(annotation);
    decorator
        .kind()
        .check(given)
        .forEach(each -> findings.add(each.tag(), each.message(), annotation.place()));
  }

  private static final List<String> KUBERNETES_PAIRS =
      List.of("labels", "annotations", "nodeSelector", "securityContext", "extendedResources");

  /** What only shows where a step, its transition and the flow come together. */
  private void checkStep(StepModel step) {
    for (DecoratorModel own : step.decorators()) {
      if (own.kind() == DecoratorKind.CATCH && (step.isSwitch() || !step.foreach().isEmpty())) {
        findings.add(
            Message.USELESS_CATCH,
            own.annotation().place(),
            step.name(),
            step.isSwitch() ? "chooses what comes next" : "splits");
      } else if (own.kind().isCompute()) {
        flow.decorators().stream()
            .filter(each -> each.kind().isCompute() && each.kind() != own.kind())
            .filter(each -> isFar(each) && isFar(own))
            .forEach(
                each ->
                    findings.add(
                        Message.OVERRULED_COMPUTE,
                        own.annotation().place(),
                        step.name(),
                        own.kind().annotation(),
                        each.kind().annotation()));
      } else if (own.kind() == DecoratorKind.TIMEOUT) {
        checkTimeout(step, own.annotation());
      }
    }
  }

  private static boolean isFar(DecoratorModel compute) {
    return compute.kind() != DecoratorKind.DOCKER;
  }

  private void checkTimeout(StepModel step, AnnotationModel timeout) {
    List<DecoratorModel> computes =
        step.decorators().stream().filter(each -> each.kind().isCompute()).toList();
    if (computes.isEmpty()) {
      computes = flow.decorators().stream().filter(each -> each.kind().isCompute()).toList();
    }
    Map<String, Object> given = timeout.attributes();
    long seconds =
        number(given, "seconds") + 60 * number(given, "minutes") + 3600 * number(given, "hours");
    if (computes.size() == 1
        && computes.get(0).kind() == DecoratorKind.BATCH
        && seconds > 0
        && seconds < 60) {
      findings.add(Message.SHORT_TIMEOUT, timeout.place(), step.name(), seconds);
    }
  }

  private static long number(Map<String, Object> given, String attribute) {
    return given.get(attribute) instanceof Number number ? number.longValue() : 0;
  }

  private void checkTmpfs(AnnotationModel annotation) {
    if (!annotation.truth("useTmpfs", false)) {
      for (String attribute : List.of("tmpfsSize", "tmpfsPath", "tmpfsTempdir")) {
        if (annotation.has(attribute)) {
          findings.add(Message.USELESS_TMPFS, annotation.place(attribute), attribute);
        }
      }
    }
  }

  private static String mountPath(String claim) {
    return claim.substring(claim.indexOf('=') + 1);
  }

  /** The container's side of a volume, which is the host's where there is one alone. */
  private static String mountPoint(String volume) {
    String[] parts = volume.split(":", -1);
    return parts[parts.length > 1 ? 1 : 0];
  }

  private void warnOfHubWebSite(AnnotationModel annotation) {
    try {
      ImageReference image = ImageReference.parse(annotation.text("image"));
      if (image.isOnHubWebSite()) {
        findings.add(Message.HUB_WEB_SITE, annotation.place("image"), image.canonical());
      }
    } catch (InvalidImageException e) {
      return; // that is an error of its own, or there is none
    }
  }

  private void add(Problem problem, AnnotationModel annotation, String attribute) {
    findings.add(problem.tag(), problem.message(), annotation.place(attribute, problem.entry()));
  }

  /** No name is given twice among the entries that are legal. */
  private void checkDistinct(
      DecoratorModel decorator, String attribute, Function<String, String> nameOf) {
    List<String> entries = decorator.annotation().texts(attribute);
    Set<Integer> bad = new HashSet<>();
    decorator
        .kind()
        .attribute(attribute)
        .map(each -> each.check(entries))
        .ifPresent(problems -> problems.forEach(problem -> bad.add(problem.entry())));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!bad.contains(i) && !seen.add(nameOf.apply(entries.get(i)))) {
        findings.add(
            attribute.equals("packages") ? Message.DUPLICATE_PACKAGE : Message.DUPLICATE_KEY,
            decorator.annotation().place(attribute, i),
            nameOf.apply(entries.get(i)));
      }
    }
  }

  private static String key(String variable) {
    int equals = variable.indexOf('=');
    return equals < 0 ? variable : variable.substring(0, equals);
  }

  private void checkVariable(String owner, AnnotationModel annotation) {
    String name = annotation.text("var");
    if (name.isEmpty()) {
      return;
    }
    Optional<FieldModel> field = flow.field(name).filter(each -> !each.isParameter());
    if (field.isEmpty()) {
      List<String> known = new ArrayList<>();
      flow.fields().stream()
          .filter(each -> !each.isParameter())
          .forEach(each -> known.add(each.name()));
      String guess = Suggestion.sentence(name, known);
      findings.add(
          Message.UNKNOWN_FIELD,
          annotation.place("var"),
          "@Catch(var)",
          owner,
          name,
          guess.isEmpty() ? " Declare a field 'String " + name + "'." : guess);
      return;
    }
    TypeMirror type = field.get().type();
    if (!MissingTypes.in(type) && !CAUGHT.contains(TypeRules.name(type))) {
      findings.add(Message.CATCH_VAR_TYPE, annotation.place("var"), owner, name, Text.of(type));
    }
  }
}
