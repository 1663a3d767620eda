package io.millrace.processor.validate;

import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.MissingTypes;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Rules of the foreach item: the innermost foreach around a step hands out what the step takes. */
final class ItemRules {
  private final FlowModel flow;
  private final TypeRules types;
  private final SplitRules splits;
  private final Findings findings;

  ItemRules(FlowModel flow, TypeRules types, SplitRules splits, Findings findings) {
    this.flow = flow;
    this.types = types;
    this.splits = splits;
    this.findings = findings;
  }

  /** The types of the elements that are handed out, by step. */
  Map<String, TypeMirror> check() {
    Map<String, TypeMirror> items = new LinkedHashMap<>();
    for (StepModel step : flow.steps()) {
      Optional<List<SplitRules.Frame>> open = splits.open(step.name());
      if (!step.items().isEmpty() && open.isPresent()) {
        check(step, step.items().get(0), open.get())
            .ifPresent(type -> items.put(step.name(), type));
      }
    }
    return items;
  }

  private Optional<TypeMirror> check(
      StepModel step, StepModel.Argument item, List<SplitRules.Frame> open) {
    Place place = Place.of(item.element());
    StepModel split = null;
    for (SplitRules.Frame frame : open) {
      StepModel each = flow.step(frame.split()).orElseThrow();
      split = each.isUniformSplit() ? each : split;
    }
    if (split != null && split.foreach().isEmpty()) {
      return checkIndex(step, item, place);
    }
    if (split == null) {
      findings.add(
          Message.ITEM_OUTSIDE_FOREACH, place, step.name(), item.element().getSimpleName());
      return Optional.empty();
    }
    Optional<FieldModel> field =
        flow.field(split.foreach()).filter(each -> !MissingTypes.in(each.type()));
    Optional<TypeMirror> element = field.flatMap(each -> types.elementType(each.type()));
    if (element.isPresent() && !types.accepts(item.type(), element.get())) {
      findings.add(
          Message.ITEM_TYPE,
          place,
          step.name(),
          Text.of(item.type()),
          split.foreach(),
          Text.of(element.get()));
    }
    return element;
  }

  /** {@code numParallel} hands out the index. */
  private Optional<TypeMirror> checkIndex(StepModel step, StepModel.Argument item, Place place) {
    if (!types.accepts(item.type(), types.index())) {
      findings.add(Message.INDEX_TYPE, place, step.name(), Text.of(item.type()));
    }
    return Optional.of(types.index());
  }
}
