package io.millrace.processor.validate;

import io.millrace.manifest.ReservedOptions;
import io.millrace.processor.model.AnnotationModel;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of names: what Python, Metaflow and the command line can take. */
final class NameRules {
  private static final Pattern OPTION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private final FlowModel flow;
  private final Findings findings;

  NameRules(FlowModel flow, Findings findings) {
    this.flow = flow;
    this.findings = findings;
  }

  void check() {
    checkFields();
    checkOptions();
    checkSteps();
  }

  private void checkFields() {
    Map<String, FieldModel> known = new HashMap<>();
    for (FieldModel field : flow.fields()) {
      checkName(field.name(), field.isParameter() ? "parameter" : "artifact", field.place());
      FieldModel hidden = known.put(field.name(), field);
      if (hidden != null) {
        findings.add(
            Message.DUPLICATE_FIELD,
            field.place(),
            field.name(),
            Hierarchy.declaring(hidden.element()).getSimpleName());
      }
    }
  }

  private void checkName(String name, String what, Place place) {
    if (Names.isKeyword(name)) {
      findings.add(Message.PYTHON_KEYWORD, place, name, what);
    } else if (name.startsWith("_")) {
      findings.add(Message.UNDERSCORE_NAME, place, name, what);
    } else if (!Names.isAscii(name)) {
      findings.add(Message.NOT_ASCII_NAME, place, name, what);
    } else if (Names.isReserved(name)) {
      findings.add(Message.RESERVED_NAME, place, name, what);
    }
  }

  private void checkOptions() {
    Map<String, FieldModel> known = new HashMap<>();
    for (FieldModel field : flow.fields()) {
      AnnotationModel option = field.option();
      if (option == null) {
        continue;
      }
      String name = field.optionName();
      Place place = option.has("name") ? option.place("name") : field.place();
      FieldModel other = known.putIfAbsent(name.toUpperCase(Locale.ROOT).replace('-', '_'), field);
      if (!OPTION.matcher(name).matches()) {
        if (option.has("name")) {
          findings.add(Message.BAD_OPTION_NAME, place, name);
        }
      } else if (ReservedOptions.contains(name)) {
        findings.add(Message.RESERVED_OPTION, place, name);
      } else if (other != null && !other.name().equals(field.name())) {
        findings.add(Message.DUPLICATE_OPTION, place, name, other.name());
      }
    }
  }

  private void checkSteps() {
    Set<String> known = new HashSet<>();
    for (StepModel step : flow.steps()) {
      checkName(step.name(), "step", step.place());
      if (!known.add(step.name())) {
        findings.add(Message.DUPLICATE_STEP, step.place(), step.name());
      }
    }
  }
}
