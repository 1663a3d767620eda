package io.millrace.processor.validate;

import io.millrace.processor.model.MissingTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What can be said of types: what a collection holds, what a switch can tell apart. */
final class TypeRules {
  private static final Set<String> WHOLE =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.math.BigInteger");

  private static final List<String> READ_ONCE =
      List.of("java.util.stream.Stream", "java.util.Iterator");

  private final Types types;
  private final Elements elements;

  TypeRules(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** The type of what a foreach over {@code type} hands out; empty if it cannot be gone over. */
  Optional<TypeMirror> elementType(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return Optional.of(array.getComponentType());
    }
    DeclaredType iterable = supertype(type, "java.lang.Iterable");
    for (String other : READ_ONCE) {
      iterable = iterable == null ? supertype(type, other) : iterable;
    }
    if (iterable != null) {
      return Optional.of(argument(iterable, 0));
    }
    DeclaredType map = supertype(type, "java.util.Map");
    if (map != null) {
      TypeElement entry = elements.getTypeElement("java.util.Map.Entry");
      return Optional.of(types.getDeclaredType(entry, argument(map, 0), argument(map, 1)));
    }
    return Optional.empty();
  }

  /** Whether a value of {@code type} can be gone over once only, and is stored as a list. */
  static boolean isReadOnce(TypeMirror type) {
    return READ_ONCE.contains(name(type));
  }

  /** The type of the index of a task. */
  TypeMirror index() {
    return types.getPrimitiveType(TypeKind.INT);
  }

  /** Whether {@code element} may be handed to a parameter of type {@code parameter}. */
  boolean accepts(TypeMirror parameter, TypeMirror element) {
    return MissingTypes.in(parameter)
        || MissingTypes.in(element)
        || types.isAssignable(element, parameter);
  }

  /** The names that a switch over {@code type} must cover; empty if it cannot be exhaustive. */
  List<String> constants(TypeMirror type) {
    if (isBoolean(type)) {
      return List.of("true", "false");
    }
    if (type instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM) {
      return ElementFilter.fieldsIn(declared.asElement().getEnclosedElements()).stream()
          .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
          .map(field -> field.getSimpleName().toString())
          .toList();
    }
    return List.of();
  }

  /** Whether {@code type} is an integral number. */
  boolean isWhole(TypeMirror type) {
    return switch (type.getKind()) {
      case INT, LONG, SHORT, BYTE -> true;
      case DECLARED -> WHOLE.contains(name(type)) && !name(type).endsWith("Character");
      default -> false;
    };
  }

  /** Whether {@code text} is a whole number that a {@code type} can hold, which is one. */
  boolean fits(String text, TypeMirror type) {
    if (!text.matches("-?(0|[1-9]\\d*)")) {
      return false;
    }
    String name = type.getKind().isPrimitive() ? type.getKind().name() : name(type);
    int bits =
        switch (name) {
          case "BYTE", "java.lang.Byte" -> 7;
          case "SHORT", "java.lang.Short" -> 15;
          case "INT", "java.lang.Integer" -> 31;
          case "LONG", "java.lang.Long" -> 63;
          default -> Integer.MAX_VALUE;
        };
    return new BigInteger(text).bitLength() <= bits;
  }

  boolean isCharacter(TypeMirror type) {
    return type.getKind() == TypeKind.CHAR || name(type).equals("java.lang.Character");
  }

  boolean isText(TypeMirror type) {
    return type.getKind() == TypeKind.CHAR
        || name(type).equals("java.lang.String")
        || name(type).equals("java.lang.Character");
  }

  boolean isBoolean(TypeMirror type) {
    return type.getKind() == TypeKind.BOOLEAN || name(type).equals("java.lang.Boolean");
  }

  /** The qualified name of a class, empty for other types. */
  static String name(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString()
        : "";
  }

  /** Whether {@code type} is, or extends, the class called {@code name}. */
  static boolean extendsNamed(TypeMirror type, String name) {
    for (TypeMirror each = type;
        each.getKind() == TypeKind.DECLARED;
        each = ((TypeElement) ((DeclaredType) each).asElement()).getSuperclass()) {
      if (name(each).equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code type} is a subtype of the class or interface called {@code name}. */
  boolean is(TypeMirror type, String name) {
    return supertype(type, name) != null;
  }

  /**
   * Whether {@code type} is a subtype of one of the classes and interfaces called {@code names}.
   */
  static boolean isAny(TypeMirror type, Set<String> names) {
    if (type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
    return names.contains(element.getQualifiedName().toString())
        || isAny(element.getSuperclass(), names)
        || element.getInterfaces().stream().anyMatch(each -> isAny(each, names));
  }

  private @Nullable DeclaredType supertype(TypeMirror type, String name) {
    if (name(type).equals(name)) {
      return (DeclaredType) type;
    }
    if (type.getKind() == TypeKind.DECLARED || type.getKind() == TypeKind.TYPEVAR) {
      for (TypeMirror each : types.directSupertypes(type)) {
        DeclaredType found = supertype(each, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** A type argument; what it is bound by where it is a wildcard, {@code Object} where it lacks. */
  private TypeMirror argument(DeclaredType type, int index) {
    if (type.getTypeArguments().size() <= index) {
      return elements.getTypeElement("java.lang.Object").asType();
    }
    TypeMirror argument = type.getTypeArguments().get(index);
    if (argument instanceof WildcardType wildcard) {
      TypeMirror bound = wildcard.getExtendsBound();
      return bound != null ? bound : elements.getTypeElement("java.lang.Object").asType();
    }
    return argument;
  }
}
