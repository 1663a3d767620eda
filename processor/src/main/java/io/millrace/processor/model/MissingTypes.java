package io.millrace.processor.model;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds types that do not exist (yet): the compiler reports them, nobody else should. */
public final class MissingTypes {
  private MissingTypes() {}

  /** Whether {@code flow} mentions one where it matters: superclass, fields, step methods. */
  public static boolean in(TypeElement flow) {
    for (TypeElement each : Hierarchy.of(flow)) {
      if (each.getSuperclass().getKind() == TypeKind.ERROR) {
        return true;
      }
      for (VariableElement field : ElementFilter.fieldsIn(each.getEnclosedElements())) {
        if (in(field.asType())) {
          return true;
        }
      }
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (method.getParameters().stream().anyMatch(argument -> in(argument.asType()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether {@code type} is one, or mentions one. */
  public static boolean in(@Nullable TypeMirror type) {
    return type != null && in(type, new HashSet<>());
  }

  private static boolean in(TypeMirror type, Set<String> seen) {
    if (type.getKind() == TypeKind.ERROR) {
      return true;
    } else if (type instanceof ArrayType array) {
      return in(array.getComponentType(), seen);
    } else if (type instanceof WildcardType wildcard) {
      return in(wildcard.getExtendsBound()) || in(wildcard.getSuperBound());
    } else if (type instanceof DeclaredType declared && seen.add(type.toString())) {
      return declared.getTypeArguments().stream().anyMatch(argument -> in(argument, seen));
    }
    return false;
  }
}
