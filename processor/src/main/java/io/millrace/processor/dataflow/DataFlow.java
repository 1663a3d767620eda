package io.millrace.processor.dataflow;

import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.DecoratorModel;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.source.FlowText;
import io.millrace.processor.validate.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Follows the artifacts of a legal flow from step to step.
 *
 * <p>For each step it collects what may be assigned on some way to it. What is read and not among
 * that is assigned on no way, which is certain, as assignments are overestimated and reads
 * underestimated.
 */
public final class DataFlow {
  private final FlowModel flow;
  private final FlowCode code;
  private final Set<String> artifacts;
  private final Set<String> always;
  private final Map<String, Code> steps = new LinkedHashMap<>();

  /** For each step, what may have been assigned before it. */
  private final Map<String, Set<String>> before = new HashMap<>();

  private final List<Mistake> mistakes = new ArrayList<>();

  private DataFlow(FlowModel flow, FlowText text) {
    this.flow = flow;
    this.code = new FlowCode(text);
    this.artifacts =
        flow.fields().stream()
            .filter(field -> !field.isParameter())
            .map(FieldModel::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Code initial = code.always();
    this.always = initial.escapes ? artifacts : initial.assigned();
    flow.steps().forEach(step -> steps.put(step.name(), code.ofStep(step.name())));
  }

  /** What is wrong with the code of {@code flow}, which is legal otherwise. */
  public static List<Mistake> mistakes(FlowModel flow, FlowText text) {
    DataFlow analysis = new DataFlow(flow, text);
    analysis.follow();
    analysis.checkReads();
    analysis.checkSplits();
    analysis.checkNames();
    analysis.checkCalls();
    analysis.checkStatics();
    analysis.checkTransients();
    return analysis.mistakes;
  }

  private void follow() {
    flow.steps().forEach(step -> before.put(step.name(), new HashSet<>()));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (StepModel step : flow.steps()) {
        Set<String> after = after(step);
        for (StepModel.Target target : step.targets()) {
          Set<String> next = before.get(target.step());
          changed |= next != null && next.addAll(after);
        }
      }
    }
  }

  private Set<String> after(StepModel step) {
    Set<String> after = new HashSet<>(atHand(step));
    Stream.concat(step.decorators().stream(), flow.decorators().stream())
        .map(DecoratorModel::annotation)
        .map(annotation -> annotation.text("var"))
        .forEach(after::add);
    return after;
  }

  /** What a step may find assigned at some moment. */
  private Set<String> atHand(StepModel step) {
    Code own = code(step);
    if (own.escapes) {
      return artifacts;
    }
    Set<String> known = new HashSet<>(always);
    known.addAll(own.assigned());
    Set<String> incoming = before.getOrDefault(step.name(), Set.of());
    if (step.isJoin()) {
      for (Code.Merge merge : own.merges) {
        incoming.stream().filter(merge::selects).forEach(known::add);
      }
    } else {
      known.addAll(incoming);
    }
    return known;
  }

  private Code code(StepModel step) {
    return steps.getOrDefault(step.name(), new Code());
  }

  private void checkReads() {
    for (StepModel step : flow.steps()) {
      Set<String> known = atHand(step);
      Set<String> seen = new HashSet<>();
      for (Code.Use read : code(step).reads) {
        String name = bare(read.name());
        if (artifacts.contains(name) && !known.contains(name) && seen.add(name)) {
          List<String> joins = joinsThatDrop(step, name);
          if (joins.isEmpty()) {
            add(Message.UNASSIGNED_ARTIFACT, step, read, name, step.name());
          } else {
            add(Message.UNMERGED_ARTIFACT, step, read, name, step.name(), joins.get(0));
          }
        }
      }
    }
  }

  private static String bare(String name) {
    return name.startsWith("this.") ? name.substring("this.".length()) : name;
  }

  /** The joins up to {@code step} that get an artifact, and pass it on to no one. */
  private List<String> joinsThatDrop(StepModel step, String name) {
    Set<String> ancestors = upTo(step);
    return flow.steps().stream()
        .filter(StepModel::isJoin)
        .map(StepModel::name)
        .filter(ancestors::contains)
        .filter(join -> before.getOrDefault(join, Set.of()).contains(name))
        .toList();
  }

  /** The steps from which a way leads to {@code step}, and itself. */
  private Set<String> upTo(StepModel step) {
    Set<String> ancestors = new LinkedHashSet<>(List.of(step.name()));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (StepModel each : flow.steps()) {
        boolean leads = each.targets().stream().anyMatch(to -> ancestors.contains(to.step()));
        changed |= leads && ancestors.add(each.name());
      }
    }
    return ancestors;
  }

  private void checkSplits() {
    for (StepModel step : flow.steps()) {
      for (String attribute : List.of("foreach", "condition")) {
        String field = step.annotation().text(attribute);
        if (artifacts.contains(field) && !atHand(step).contains(field)) {
          mistakes.add(
              new Mistake(
                  Message.UNASSIGNED_SPLIT,
                  List.of(field, step.name()),
                  step.annotation().place(attribute)));
        }
      }
    }
  }

  private void checkNames() {
    Set<String> fields =
        flow.fields().stream().map(FieldModel::name).collect(Collectors.toCollection(TreeSet::new));
    for (StepModel step : flow.steps()) {
      for (Code.Use selection : code(step).selections) {
        if (step.isJoin() && !fields.contains(selection.name())) {
          add(
              Message.UNKNOWN_SELECTION,
              step,
              selection,
              selection.name(),
              Suggestion.sentence(selection.name(), fields));
        }
      }
      if (step.isJoin()) {
        checkSources(step);
      }
    }
  }

  private void checkSources(StepModel join) {
    String inputs = join.inputs().get(0).element().getSimpleName().toString();
    Set<String> sources = branches(join);
    for (Code.Use use : code(join).sources) {
      if (use.name().startsWith(inputs + ".")) {
        String name = use.name().substring(inputs.length() + 1);
        if (!sources.contains(name)) {
          add(Message.UNKNOWN_INPUT, join, use, name, join.name(), String.join(", ", sources));
        }
      }
    }
  }

  /** The steps that lead to a join, and the first ones of branches that do. */
  private Set<String> branches(StepModel join) {
    Set<String> ancestors = upTo(join);
    Set<String> branches = new TreeSet<>();
    for (StepModel step : flow.steps()) {
      for (StepModel.Target target : step.targets()) {
        if (target.step().equals(join.name())) {
          branches.add(step.name());
        } else if (step.isSplit() && ancestors.contains(target.step())) {
          branches.add(target.step());
        }
      }
    }
    return branches;
  }

  private void checkCalls() {
    for (StepModel step : flow.steps()) {
      for (Code.Use call : code(step).calls) {
        if (flow.step(call.name()).isPresent()) {
          add(Message.STEP_CALL, step, call, call.name());
        }
      }
    }
  }

  private void checkStatics() {
    Set<String> statics =
        fields(field -> isOf(field, Modifier.STATIC) && !isOf(field, Modifier.FINAL));
    for (StepModel step : flow.steps()) {
      for (Code.Use use : code(step).plainAssignments) {
        if (statics.contains(use.name())) {
          add(Message.SHARED_STATIC, step, use, use.name());
        }
      }
    }
  }

  private void checkTransients() {
    Set<String> unstored =
        fields(field -> isOf(field, Modifier.TRANSIENT) && !isOf(field, Modifier.STATIC));
    unstored.removeAll(code.always().assigned());
    Set<String> assigned = new HashSet<>();
    steps.values().forEach(each -> assigned.addAll(each.assigned()));
    for (StepModel step : flow.steps()) {
      Code own = code(step);
      for (Code.Use read : own.reads) {
        String name = bare(read.name());
        if (unstored.contains(name)
            && assigned.contains(name)
            && !own.escapes
            && !own.assigned().contains(name)) {
          add(Message.TRANSIENT_READ, step, read, name);
        }
      }
    }
  }

  private Set<String> fields(Predicate<VariableElement> wanted) {
    return Hierarchy.of(flow.type()).stream()
        .flatMap(type -> ElementFilter.fieldsIn(type.getEnclosedElements()).stream())
        .filter(wanted)
        .map(field -> field.getSimpleName().toString())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isOf(VariableElement field, Modifier modifier) {
    return field.getModifiers().contains(modifier);
  }

  private void add(Message message, StepModel step, Code.Use use, Object... values) {
    mistakes.add(new Mistake(message, List.of(values), use, step));
  }
}
