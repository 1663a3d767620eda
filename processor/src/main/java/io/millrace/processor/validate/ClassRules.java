package io.millrace.processor.validate;

import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Kotlin;
import io.millrace.processor.model.Place;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Rules of the flow class itself: the runtime must be able to make one. */
final class ClassRules {
  private final FlowModel flow;
  private final TypeElement type;
  private final Findings findings;

  ClassRules(FlowModel flow, Findings findings) {
    this.flow = flow;
    this.type = flow.type();
    this.findings = findings;
  }

  void check() {
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      findings.add(Message.ABSTRACT_FLOW, flow.place(), type.getSimpleName());
    } else {
      checkConstructor();
    }
    if (!type.getTypeParameters().isEmpty()) {
      findings.add(Message.GENERIC_FLOW, flow.place(), type.getSimpleName());
    }
    checkNesting();
    if (!Names.isPythonName(flow.name())) {
      findings.add(Message.BAD_FLOW_NAME, flow.annotation().place("name"), flow.name());
    }
  }

  private void checkNesting() {
    if (type.getNestingKind() == NestingKind.LOCAL
        || (type.getNestingKind() == NestingKind.MEMBER
            && !type.getModifiers().contains(Modifier.STATIC))) {
      findings.add(Message.INNER_FLOW, flow.place(), type.getSimpleName());
    }
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        findings.add(Message.PRIVATE_FLOW, Place.of(each), each.getSimpleName());
      }
    }
  }

  private void checkConstructor() {
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      return; // then its constructor is, too
    }
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty()
          && !constructor.getModifiers().contains(Modifier.PRIVATE)
          && constructor.getThrownTypes().stream().allMatch(ClassRules::isUnchecked)) {
        return;
      }
    }
    findings.add(
        Kotlin.wrote(type) ? Message.KOTLIN_NO_CONSTRUCTOR : Message.NO_CONSTRUCTOR,
        flow.place(),
        type.getSimpleName());
  }

  private static boolean isUnchecked(TypeMirror thrown) {
    return TypeRules.extendsNamed(thrown, "java.lang.RuntimeException")
        || TypeRules.extendsNamed(thrown, "java.lang.Error");
  }
}
