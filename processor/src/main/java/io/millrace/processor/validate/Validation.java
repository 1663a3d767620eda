package io.millrace.processor.validate;

import io.millrace.processor.model.FlowModel;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The judgement of a flow.
 *
 * @param findings everything that is wrong with it; empty if it is legal
 * @param itemTypes for each step that takes a foreach item, the type of the elements that it is
 *     given
 */
public record Validation(List<Finding> findings, Map<String, TypeMirror> itemTypes) {

  /**
   * Judges {@code flow} by every rule.
   *
   * @param namesakes the classes of all flows of the same name, this one included
   */
  public static Validation of(
      FlowModel flow, SortedSet<String> namesakes, Types types, Elements elements) {
    Findings findings = new Findings();
    if (flow.type().getKind() != ElementKind.CLASS) {
      findings.add(
          Message.NOT_A_CLASS, flow.annotation().place(), flow.type().getSimpleName().toString());
      return new Validation(findings.all(), Map.of());
    }
    TypeRules typeRules = new TypeRules(types, elements);
    new ClassRules(flow, findings).check();
    if (namesakes.size() > 1) {
      findings.add(
          Message.DUPLICATE_FLOW,
          flow.annotation().place("name"),
          flow.name(),
          String.join(", ", namesakes));
    }
    new NameRules(flow, findings).check();
    new FieldRules(flow, new StorableTypes(elements), findings).check();
    new MethodRules(flow, typeRules, elements, findings).check();
    new TransitionRules(flow, findings).check();
    new SplitFieldRules(flow, typeRules, findings).check();
    StepGraph graph = new StepGraph(flow);
    new GraphRules(flow, graph, findings).check();
    SplitRules splits = new SplitRules(flow, graph, findings);
    splits.check();
    Map<String, TypeMirror> items = new ItemRules(flow, typeRules, splits, findings).check();
    new DecoratorRules(flow, findings).check();
    return new Validation(findings.all(), items);
  }
}
