package io.millrace.processor.generate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Spells types as source text, fully qualified and without type annotations. */
final class SourceTypes {
  private SourceTypes() {}

  static String text(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return text(array.getComponentType()) + "[]";
    } else if (type instanceof DeclaredType declared) {
      List<? extends TypeMirror> arguments = declared.getTypeArguments();
      String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
      return arguments.isEmpty()
          ? name
          : arguments.stream()
              .map(SourceTypes::text)
              .collect(Collectors.joining(", ", name + "<", ">"));
    } else if (type instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() != null
          ? "? extends " + text(wildcard.getExtendsBound())
          : wildcard.getSuperBound() != null ? "? super " + text(wildcard.getSuperBound()) : "?";
    }
    return type.getKind().isPrimitive()
        ? type.getKind().name().toLowerCase(Locale.ROOT)
        : type.toString();
  }
}
