package io.millrace.processor;

import com.google.auto.service.AutoService;
import io.millrace.processor.dataflow.DataFlow;
import io.millrace.processor.dataflow.Mistake;
import io.millrace.processor.generate.FlowWriter;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.FlowReader;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.MissingTypes;
import io.millrace.processor.model.Place;
import io.millrace.processor.source.FlowText;
import io.millrace.processor.source.Sources;
import io.millrace.processor.validate.Finding;
import io.millrace.processor.validate.Message;
import io.millrace.processor.validate.Validation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Messager;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Tells the story of one compilation: reads each flow, judges it, and writes its files. */
@AutoService(Processor.class)
@SupportedAnnotationTypes("io.millrace.*")
public final class FlowProcessor extends AbstractProcessor {
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> sources = new HashSet<>();
  private final Map<String, TreeSet<String>> names = new HashMap<>();
  private final Set<Finding> reported = new HashSet<>();
  private @Nullable Sources sourceText;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    round.getRootElements().forEach(each -> sources.add(each.toString()));
    List<FlowModel> flows = new ArrayList<>();
    for (TypeElement type : flows(round)) {
      if (MissingTypes.in(type) && !round.processingOver()) {
        waiting.add(type.getQualifiedName().toString());
      } else {
        read(type).ifPresent(flows::add);
      }
    }
    flows.forEach(
        flow ->
            names
                .computeIfAbsent(flow.name(), unused -> new TreeSet<>())
                .add(flow.type().getQualifiedName().toString()));
    flows.forEach(flow -> process(flow, !MissingTypes.in(flow.type()) && !round.processingOver()));
    return true; // else javac warns that nobody took the annotations
  }

  /** A flow; empty while its annotations are being written, of which the compiler tells all. */
  private Optional<FlowModel> read(TypeElement type) {
    Optional<FlowModel> flow = Optional.empty();
    try {
      flow =
          Optional.of(
                  new FlowReader(processingEnv.getTypeUtils(), processingEnv.getElementUtils())
                      .read(type))
              .filter(each -> !each.isHalfWritten());
    } catch (RuntimeException e) {
      if (seesEntries()) { // Eclipse's compiler throws where a value is not of its attribute's type
        throw e;
      }
    }
    if (flow.isEmpty()) {
      processingEnv
          .getMessager()
          .printMessage(
              Kind.WARNING,
              "The annotations of '%s' cannot be read, so it is not built. The compiler says what is wrong with them."
                  .formatted(type.getSimpleName()),
              type);
    }
    return flow;
  }

  /** The flows of this round, and those that waited for types that it may have brought. */
  private List<TypeElement> flows(RoundEnvironment round) {
    List<TypeElement> flows = new ArrayList<>();
    for (String name : waiting) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        flows.add(type);
      }
    }
    waiting.clear();
    TypeElement annotation = processingEnv.getElementUtils().getTypeElement("io.millrace.Flow");
    if (annotation != null) {
      round.getElementsAnnotatedWith(annotation).stream()
          .map(TypeElement.class::cast)
          .forEach(flows::add);
    }
    return flows;
  }

  private void process(FlowModel flow, boolean writing) {
    Validation validation =
        Validation.of(
            flow,
            names.getOrDefault(flow.name(), new TreeSet<>()),
            processingEnv.getTypeUtils(),
            processingEnv.getElementUtils());
    validation.findings().forEach(finding -> report(finding, flow));
    boolean assigned =
        sourceText().reportAssignedParameters(flow, name -> Message.ASSIGNED_PARAMETER.text(name));
    boolean legal = validation.findings().stream().noneMatch(Finding::isError) && !assigned;
    if (legal && writing && isCodeRight(flow)) {
      write(flow);
    }
  }

  /** Reports what is wrong with the code of a legal flow; most of that are warnings. */
  private boolean isCodeRight(FlowModel flow) {
    Optional<FlowText> text = sourceText().text(flow);
    List<Mistake> mistakes =
        text.isEmpty() ? List.of() : DataFlow.mistakes(flow, text.orElseThrow());
    for (Mistake mistake : mistakes) {
      Kind kind = mistake.message().kind();
      if (mistake.tree() != null && mistake.part() != null) {
        sourceText()
            .report(
                kind, mistake.text(), mistake.tree(), mistake.part(), mistake.place().element());
      } else {
        report(new Finding(mistake.text(), mistake.place(), kind), flow);
      }
    }
    return mistakes.stream().noneMatch(each -> each.message().kind() == Kind.ERROR);
  }

  private Sources sourceText() {
    Sources known = sourceText;
    if (known == null) {
      known = Sources.of(processingEnv);
      sourceText = known;
    }
    return known;
  }

  private void write(FlowModel flow) {
    try {
      new FlowWriter(processingEnv, sourceText()).write(flow);
    } catch (IOException e) {
      report(
          new Finding(
              "The files of flow '%s' cannot be written: %s. Give the compiler an output folder, as in 'javac -d classes'."
                  .formatted(flow.name(), e.getMessage()),
              flow.place(),
              Kind.ERROR),
          flow);
    }
  }

  /** A class that several flows extend is reported once; one without source, at each flow. */
  private void report(Finding finding, FlowModel flow) {
    boolean hasSource = sources.contains(Hierarchy.topLevel(finding.place().element()).toString());
    if (!hasSource) {
      print(finding, flow.annotation().place());
    } else if (reported.add(finding)) {
      print(finding, finding.place());
    }
  }

  private void print(Finding finding, Place place) {
    String text = finding.text();
    Kind kind = finding.kind();
    Messager messager = processingEnv.getMessager();
    AnnotationValue value = seesEntries() ? place.value() : place.attribute();
    try {
      if (place.annotation() == null) {
        messager.printMessage(kind, text, place.element());
      } else if (value == null) {
        messager.printMessage(kind, text, place.element(), place.annotation());
      } else {
        messager.printMessage(kind, text, place.element(), place.annotation(), value);
      }
    } catch (NullPointerException e) {
      // Eclipse's compiler fails to find the place if an annotation nearby has an empty list
      messager.printMessage(kind, text, place.element());
    }
  }

  /** Eclipse's compiler finds an attribute, but falls back to the annotation for an entry of it. */
  private boolean seesEntries() {
    return !processingEnv.getClass().getName().startsWith("org.eclipse.");
  }
}
