package io.millrace.processor.validate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** How messages spell types and lists. */
final class Text {
  private static final int LONGEST_LIST = 5;

  private Text() {}

  /** A type as its author would write it: simple names, the same under every compiler. */
  static String of(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return of(array.getComponentType()) + "[]";
    } else if (type instanceof DeclaredType declared) {
      String name = declared.asElement().getSimpleName().toString();
      if (TypeRules.name(type).equals("java.util.Map.Entry")) {
        name = "Map.Entry";
      }
      return declared.getTypeArguments().isEmpty()
          ? name
          : declared.getTypeArguments().stream()
              .map(Text::of)
              .collect(Collectors.joining(", ", name + "<", ">"));
    } else if (type instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() != null
          ? "? extends " + of(wildcard.getExtendsBound())
          : wildcard.getSuperBound() != null ? "? super " + of(wildcard.getSuperBound()) : "?";
    }
    return type.getKind().isPrimitive()
        ? type.getKind().name().toLowerCase(Locale.ROOT)
        : type.toString();
  }

  /** Names in quotes: {@code 'a', 'b' and 'c'}; a long list is cut and its rest counted. */
  static String list(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    if (quoted.size() == 1) {
      return quoted.get(0);
    } else if (quoted.size() > LONGEST_LIST) {
      return String.join(", ", quoted.subList(0, LONGEST_LIST))
          + " and "
          + (quoted.size() - LONGEST_LIST)
          + " more";
    }
    return String.join(", ", quoted.subList(0, quoted.size() - 1))
        + " and "
        + quoted.get(quoted.size() - 1);
  }
}
