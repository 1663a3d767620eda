package io.millrace.processor.validate;

import io.millrace.processor.model.AnnotationModel;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Kotlin;
import io.millrace.processor.model.MissingTypes;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Rules of parameters and artifacts: the runtime must reach them, the datastore keep them. */
final class FieldRules {
  private final FlowModel flow;
  private final StorableTypes storable;
  private final Findings findings;

  FieldRules(FlowModel flow, StorableTypes storable, Findings findings) {
    this.flow = flow;
    this.storable = storable;
    this.findings = findings;
  }

  void check() {
    for (FieldModel field : flow.fields()) {
      checkModifiers(field);
      if (MissingTypes.in(field.type())) {
        continue;
      }
      checkType(field);
    }
  }

  private void checkModifiers(FieldModel field) {
    Set<Modifier> modifiers = field.element().getModifiers();
    if (Kotlin.wrote(field.element()) && checkProperty(field)) {
      return;
    }
    if (modifiers.contains(Modifier.PRIVATE)) {
      findings.add(Message.PRIVATE_FIELD, field.place(), field.name());
    } else if (!Visibility.reaches(flow.type(), field.element())) {
      findings.add(
          Message.UNREACHABLE_FIELD,
          field.place(),
          field.name(),
          Hierarchy.declaring(field.element()).getSimpleName());
    }
    if (field.isParameter() && modifiers.contains(Modifier.STATIC)) {
      findings.add(Message.STATIC_PARAMETER, field.place(), field.name(), "static");
    } else if (field.isParameter() && modifiers.contains(Modifier.TRANSIENT)) {
      findings.add(Message.STATIC_PARAMETER, field.place(), field.name(), "transient");
    } else if (modifiers.contains(Modifier.FINAL)) {
      findings.add(Message.FINAL_FIELD, field.place(), field.name());
    }
  }

  /** Whether there is something to say about the property, and no more about its field. */
  private boolean checkProperty(FieldModel field) {
    Set<Modifier> modifiers = field.element().getModifiers();
    if (Kotlin.isDelegate(field.element())) {
      findings.add(Message.DELEGATED_PROPERTY, field.place(), field.name());
    } else if (modifiers.contains(Modifier.FINAL)) {
      findings.add(Message.KOTLIN_FINAL_FIELD, field.place(), field.name());
    } else if (modifiers.contains(Modifier.PRIVATE)) {
      findings.add(Message.KOTLIN_PRIVATE_FIELD, field.place(), field.name());
    } else {
      return false;
    }
    return true;
  }

  private void checkType(FieldModel field) {
    if (Kotlin.isDelegate(field.element())) {
      return;
    }
    AnnotationModel file = field.file();
    if (file != null && field.parameter() != null) {
      findings.add(Message.TWO_PARAMETERS, file.place(), field.name());
    } else if (file != null) {
      checkFile(field, file);
    } else if (field.parameter() != null) {
      if (!storable.isReadable(field.type())) {
        findings.add(Message.PARAMETER_TYPE, field.place(), field.name(), Text.of(field.type()));
      }
    } else {
      boolean split = flow.steps().stream().anyMatch(step -> step.foreach().equals(field.name()));
      Optional<StorableTypes.Unstorable> unstorable =
          split && TypeRules.isReadOnce(field.type())
              ? ((DeclaredType) field.type())
                  .getTypeArguments().stream()
                      .flatMap(part -> storable.unstorablePart(part).stream())
                      .findFirst()
              : storable.unstorablePart(field.type());
      unstorable.ifPresent(
          part ->
              findings.add(
                  Message.UNSTORABLE, field.place(), field.name(), part.what(), part.why()));
    }
  }

  private void checkFile(FieldModel field, AnnotationModel file) {
    boolean text = file.truth("text", true);
    boolean fits = text ? TypeRules.name(field.type()).equals("java.lang.String") : isBytes(field);
    if (!fits) {
      findings.add(
          Message.INCLUDE_FILE_TYPE,
          field.place(),
          field.name(),
          Text.of(field.type()),
          text ? "a String" : "a byte[]",
          !text);
    }
    String encoding = file.text("encoding");
    if (!encoding.isEmpty() && !isEncoding(encoding)) {
      findings.add(Message.UNKNOWN_ENCODING, file.place("encoding"), encoding);
    }
  }

  private static boolean isBytes(FieldModel field) {
    TypeMirror type = field.type();
    return type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
  }

  private static boolean isEncoding(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }
}
