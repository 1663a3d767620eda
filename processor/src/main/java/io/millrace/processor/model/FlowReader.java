package io.millrace.processor.model;

import io.millrace.manifest.DecoratorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads a flow class and the classes that it extends. */
public final class FlowReader {
  private static final String API = "io.millrace.";
  private static final Map<String, DecoratorKind> DECORATORS =
      Arrays.stream(DecoratorKind.values())
          .collect(Collectors.toUnmodifiableMap(DecoratorKind::annotation, kind -> kind));

  private final Types types;
  private final Elements elements;

  public FlowReader(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** What the author wrote in {@code type}, which carries {@code @Flow}. */
  public FlowModel read(TypeElement type) {
    List<TypeElement> hierarchy = Hierarchy.of(type);
    AnnotationModel flow =
        annotation(type, "Flow").orElseThrow(() -> new IllegalArgumentException(type.toString()));
    List<FieldModel> fields = new ArrayList<>();
    for (TypeElement each : hierarchy) {
      ElementFilter.fieldsIn(each.getEnclosedElements())
          .forEach(field -> field(type, field).ifPresent(fields::add));
    }
    List<StepModel> steps = steps(type, hierarchy);
    return new FlowModel(
        type, flow, fields, steps, decorators(type), strays(type, hierarchy, steps));
  }

  private static List<DecoratorModel> strays(
      TypeElement flow, List<TypeElement> hierarchy, List<StepModel> steps) {
    List<DecoratorModel> strays = new ArrayList<>();
    for (TypeElement each : hierarchy) {
      if (!each.equals(flow) && annotation(each, "Flow").isEmpty()) {
        strays.addAll(decorators(each));
      }
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        boolean step =
            annotation(method, "Step").isPresent()
                || steps.stream().anyMatch(known -> known.method().equals(method));
        if (!step) {
          strays.addAll(decorators(method));
        }
      }
    }
    return strays;
  }

  private Optional<FieldModel> field(TypeElement flow, VariableElement field) {
    AnnotationModel parameter = annotation(field, "Parameter").orElse(null);
    AnnotationModel file = annotation(field, "IncludeFile").orElse(null);
    boolean stored =
        !field.getModifiers().contains(Modifier.STATIC)
            && !field.getModifiers().contains(Modifier.TRANSIENT);
    if (!stored && parameter == null && file == null) {
      return Optional.empty();
    }
    return Optional.of(new FieldModel(field, memberType(flow, field), parameter, file));
  }

  private List<StepModel> steps(TypeElement flow, List<TypeElement> hierarchy) {
    Map<ExecutableElement, StepModel> steps = new LinkedHashMap<>();
    for (TypeElement each : hierarchy) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        StepModel overridden = overridden(flow, method, steps.values());
        AnnotationModel own = annotation(method, "Step").orElse(null);
        AnnotationModel step = own == null && overridden != null ? overridden.annotation() : own;
        if (overridden != null) {
          steps.remove(overridden.method());
        }
        if (step != null) {
          steps.put(method, step(flow, method, step, overridden));
        }
      }
    }
    return List.copyOf(steps.values());
  }

  private @Nullable StepModel overridden(
      TypeElement flow, ExecutableElement method, Iterable<StepModel> steps) {
    for (StepModel step : steps) {
      if (step.name().contentEquals(method.getSimpleName())
          && elements.overrides(method, step.method(), flow)) {
        return step;
      }
    }
    return null;
  }

  private StepModel step(
      TypeElement flow,
      ExecutableElement method,
      AnnotationModel annotation,
      @Nullable StepModel overridden) {
    List<StepModel.Argument> inputs = new ArrayList<>();
    List<StepModel.Argument> contexts = new ArrayList<>();
    List<StepModel.Argument> items = new ArrayList<>();
    List<? extends TypeMirror> types =
        memberType(flow, method) instanceof ExecutableType type
            ? type.getParameterTypes()
            : List.of();
    for (int i = 0; i < types.size(); i++) {
      StepModel.Argument argument =
          new StepModel.Argument(method.getParameters().get(i), types.get(i));
      switch (qualifiedName(argument.type())) {
        case API + "Inputs" -> inputs.add(argument);
        case API + "TaskContext" -> contexts.add(argument);
        case Kotlin.CONTINUATION -> {} // what makes the method a suspend function
        default -> items.add(argument);
      }
    }
    List<DecoratorModel> decorators = decorators(method);
    if (decorators.isEmpty() && overridden != null && annotation(method, "Step").isEmpty()) {
      decorators = overridden.decorators();
    }
    return new StepModel(method, annotation, inputs, contexts, items, decorators);
  }

  private TypeMirror memberType(TypeElement flow, Element member) {
    TypeMirror declared = member.asType();
    return flow.asType().getKind() == TypeKind.DECLARED
        ? types.asMemberOf((DeclaredType) flow.asType(), member)
        : declared;
  }

  private static List<DecoratorModel> decorators(Element element) {
    List<DecoratorModel> decorators = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      String name = qualifiedName(mirror.getAnnotationType());
      DecoratorKind kind =
          name.startsWith(API) ? DECORATORS.get(name.substring(API.length())) : null;
      if (kind != null) {
        decorators.add(new DecoratorModel(kind, new AnnotationModel(element, mirror)));
      }
    }
    return List.copyOf(decorators);
  }

  private static Optional<AnnotationModel> annotation(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (qualifiedName(mirror.getAnnotationType()).equals(API + name)) {
        return Optional.of(new AnnotationModel(element, mirror));
      }
    }
    return Optional.empty();
  }

  private static String qualifiedName(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString()
        : "";
  }
}
