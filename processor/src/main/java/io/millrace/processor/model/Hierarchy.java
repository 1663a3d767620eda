package io.millrace.processor.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The classes that a flow is made of. */
public final class Hierarchy {
  private Hierarchy() {}

  /** {@code type} and the classes that it extends, the broadest first, without {@code Object}. */
  public static List<TypeElement> of(TypeElement type) {
    Deque<TypeElement> hierarchy = new ArrayDeque<>();
    TypeMirror next = type.asType();
    while (next.getKind() == TypeKind.DECLARED) {
      TypeElement each = (TypeElement) ((DeclaredType) next).asElement();
      if (each.getQualifiedName().contentEquals("java.lang.Object")) {
        break;
      }
      hierarchy.push(each);
      next = each.getSuperclass();
    }
    return List.copyOf(hierarchy);
  }

  /** The class that declares {@code member}. */
  public static TypeElement declaring(Element member) {
    return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
  }

  /** The class of its own file that {@code element} is, or is within. */
  public static TypeElement topLevel(Element element) {
    Element each = element;
    while (!(each instanceof TypeElement type && type.getNestingKind() == NestingKind.TOP_LEVEL)) {
      each = Objects.requireNonNull(each.getEnclosingElement());
    }
    return (TypeElement) each;
  }
}
