package io.millrace.processor.validate;

import io.millrace.manifest.ArtifactTypes;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Kotlin;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Which types an artifact may have, and which a parameter. */
final class StorableTypes {
  /** Types of things rather than of data; what extends one of them is never stored. */
  private static final Set<String> THINGS =
      Set.of(
          "java.lang.Thread",
          "java.lang.ClassLoader",
          "java.lang.Process",
          "java.util.logging.Logger",
          "org.slf4j.Logger",
          "org.apache.logging.log4j.Logger",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Writer",
          "java.nio.channels.Channel",
          "java.sql.Connection",
          "java.sql.Statement",
          "java.sql.ResultSet",
          "java.util.Iterator",
          "java.util.stream.BaseStream",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.locks.Lock",
          "java.util.concurrent.locks.ReadWriteLock",
          "kotlin.Function",
          "kotlin.Lazy",
          "kotlin.sequences.Sequence",
          "kotlinx.coroutines.CoroutineScope",
          "kotlinx.coroutines.Job",
          "io.millrace.Inputs",
          "io.millrace.TaskContext");

  private static final Set<String> COLLECTIONS = Set.of("java.util.Collection", "java.util.Map");

  /** Lombok's annotations after which a class has a constructor of all its fields alone. */
  private static final Set<String> LOMBOK_ALL_ARGUMENTS =
      Set.of("lombok.Value", "lombok.Builder", "lombok.AllArgsConstructor");

  private static final Set<String> EXCEPTIONS = Set.of("java.lang.Throwable");

  /** Types of the platform that {@code run} reads from text. */
  private static final Set<String> READABLE =
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
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.Instant",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Duration",
          "java.util.UUID",
          "java.nio.file.Path",
          "java.net.URI");

  private static final Set<String> READABLE_CONTAINERS =
      Set.of(
          "java.util.Collection",
          "java.util.List",
          "java.util.Set",
          "java.util.Map",
          "java.util.Optional");

  private final Set<String> platform = ArtifactTypes.all();
  private final Elements elements;

  StorableTypes(Elements elements) {
    this.elements = elements;
  }

  /**
   * A part of a type that no artifact can hold.
   *
   * @param what the type, and where it stands if that is within a class
   * @param why with what to do about it
   */
  record Unstorable(String what, String why) {}

  /** Why a type cannot be stored, and what to do about it. */
  private enum Reason {
    THING("which cannot be stored. Store its data"),
    COLLECTION("which cannot be made when it is read. Declare the field as a List, a Set or a Map"),
    OPEN("an open type: which class its value has is not stored. Make it sealed, name the class"),
    INNER("an inner class, and what it belongs to is not stored. Make it static"),
    CONSTRUCTOR("which has no constructor without arguments. Make it a record, give it one"),
    KOTLIN_CONSTRUCTOR(
        "which has no constructor without arguments. Give all its properties default values");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  /** The first part of {@code type} that cannot be stored, whatever its value. */
  Optional<Unstorable> unstorablePart(TypeMirror type) {
    return find(type, "", new HashSet<>());
  }

  private Optional<Unstorable> find(TypeMirror type, String place, Set<String> seen) {
    if (type instanceof ArrayType array) {
      return find(array.getComponentType(), place, seen);
    } else if (type instanceof WildcardType wildcard) {
      return Optional.ofNullable(wildcard.getExtendsBound())
          .flatMap(bound -> find(bound, place, seen));
    } else if (type.getKind() != TypeKind.DECLARED || !seen.add(type.toString())) {
      return Optional.empty();
    }
    DeclaredType declared = (DeclaredType) type;
    Optional<Reason> reason = reason(declared);
    if (reason.isPresent()) {
      return Optional.of(new Unstorable(Text.of(type) + place, reason.get().words));
    }
    for (TypeMirror argument : declared.getTypeArguments()) {
      Optional<Unstorable> found = find(argument, place, seen);
      if (found.isPresent()) {
        return found;
      }
    }
    return findInProperties((TypeElement) declared.asElement(), seen);
  }

  private Optional<Unstorable> findInProperties(TypeElement type, Set<String> seen) {
    if (isPlain(type) || TypeRules.isAny(type.asType(), COLLECTIONS)) {
      return Optional.empty();
    }
    for (TypeElement each : Hierarchy.of(type)) {
      for (VariableElement field : ElementFilter.fieldsIn(each.getEnclosedElements())) {
        if (!field.getModifiers().contains(Modifier.STATIC)
            && !field.getModifiers().contains(Modifier.TRANSIENT)) {
          String place = " (" + each.getSimpleName() + "." + field.getSimpleName() + ")";
          Optional<Unstorable> found = find(field.asType(), place, seen);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether {@code type} is stored otherwise than by its properties, or chosen among others. */
  private boolean isPlain(TypeElement type) {
    return platform.contains(type.getQualifiedName().toString())
        || type.getKind() == ElementKind.ENUM
        || type.getModifiers().contains(Modifier.SEALED)
        || TypeRules.isAny(type.asType(), EXCEPTIONS);
  }

  private Optional<Reason> reason(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    if (isPlain(element)) {
      return Optional.empty();
    } else if (isThing(type, element)) {
      return Optional.of(Reason.THING);
    } else if (TypeRules.isAny(type, COLLECTIONS)) {
      return isOpen(element) || !isMakeable(element)
          ? Optional.of(Reason.COLLECTION)
          : Optional.empty();
    } else if (isOpen(element)) {
      // the stubs of Kotlin do not say what is sealed
      return Kotlin.wrote(element) ? Optional.empty() : Optional.of(Reason.OPEN);
    } else if (element.getNestingKind() == NestingKind.MEMBER
        && !element.getModifiers().contains(Modifier.STATIC)) {
      return Optional.of(Reason.INNER);
    } else if (element.getKind() != ElementKind.RECORD && !isMakeable(element)) {
      return Optional.of(Kotlin.wrote(element) ? Reason.KOTLIN_CONSTRUCTOR : Reason.CONSTRUCTOR);
    }
    return Optional.empty();
  }

  private static boolean isOpen(TypeElement type) {
    return type.getKind().isInterface() || type.getModifiers().contains(Modifier.ABSTRACT);
  }

  private static boolean isThing(DeclaredType type, TypeElement element) {
    return ArtifactTypes.isPlatform(element.getQualifiedName().toString())
        || element.getKind() == ElementKind.ANNOTATION_TYPE
        || isFunction(type)
        || TypeRules.isAny(type, THINGS);
  }

  /** Whether there is a constructor without arguments, or Lombok may still make one. */
  private boolean isMakeable(TypeElement type) {
    Set<String> lombok = new HashSet<>();
    for (AnnotationMirror each : type.getAnnotationMirrors()) {
      String name = TypeRules.name(each.getAnnotationType());
      if (name.startsWith("lombok.")) {
        lombok.add(name);
      }
    }
    boolean written = false;
    boolean implied = false;
    for (ExecutableElement each : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (each.getParameters().isEmpty()) {
        boolean mandated = elements.getOrigin(each) == Elements.Origin.MANDATED;
        written |= !mandated;
        implied |= mandated;
      }
    }
    boolean replaced = lombok.stream().anyMatch(LOMBOK_ALL_ARGUMENTS::contains);
    return written
        || lombok.contains("lombok.NoArgsConstructor")
        || (lombok.isEmpty() ? implied : !replaced);
  }

  /** Whether {@code run} can read a {@code type} from text. */
  boolean isReadable(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return true;
    }
    String name = TypeRules.name(type);
    if (READABLE_CONTAINERS.contains(name)) {
      List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
      return !arguments.isEmpty() && arguments.stream().allMatch(this::isReadable);
    }
    return READABLE.contains(name)
        || (type instanceof DeclaredType declared
            && declared.asElement().getKind() == ElementKind.ENUM);
  }

  private static boolean isFunction(DeclaredType type) {
    return TypeRules.name(type).startsWith("java.util.function.")
        || (!TypeRules.name(type).equals("java.lang.Comparable")
            && type.asElement().getAnnotationMirrors().stream()
                .anyMatch(
                    each ->
                        TypeRules.name(each.getAnnotationType())
                            .equals("java.lang.FunctionalInterface")));
  }
}
