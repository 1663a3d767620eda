package io.millrace.processor.generate;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Types whose values never change, so that only an assignment changes a field of them. */
final class ImmutableTypes {
  private static final int DEEPEST = 4;

  private static final Set<String> KNOWN =
      Set.of(
          "java.lang.String",
          "java.lang.Boolean",
          "java.lang.Character",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.util.UUID",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble",
          "java.nio.file.Path",
          "java.net.URI");

  private ImmutableTypes() {}

  static boolean contains(TypeMirror type) {
    return contains(type, 0);
  }

  private static boolean contains(TypeMirror type, int depth) {
    if (!(type instanceof DeclaredType declared)) {
      return type.getKind().isPrimitive();
    }
    TypeElement element = (TypeElement) declared.asElement();
    String name = element.getQualifiedName().toString();
    if (element.getKind() == ElementKind.ENUM || KNOWN.contains(name)) {
      return true;
    } else if (name.startsWith("java.time.")) {
      return true;
    } else if (name.equals("java.util.Optional")) {
      return !declared.getTypeArguments().isEmpty()
          && contains(declared.getTypeArguments().get(0), depth + 1);
    }
    return element.getKind() == ElementKind.RECORD && depth < DEEPEST && isDeep(element, depth);
  }

  private static boolean isDeep(TypeElement type, int depth) {
    List<RecordComponentElement> components =
        ElementFilter.recordComponentsIn(type.getEnclosedElements());
    return components.stream().allMatch(each -> contains(each.asType(), depth + 1));
  }
}
