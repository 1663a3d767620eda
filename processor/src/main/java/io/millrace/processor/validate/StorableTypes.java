package io.millrace.processor.validate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which types an artifact may have, and which a parameter. */
final class StorableTypes {
  /** Types of things rather than of data; a value of one is never stored. */
  private static final Set<String> UNSTORABLE =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ThreadGroup",
          "java.lang.ClassLoader",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.System.Logger",
          "java.lang.ref.Reference",
          "java.lang.reflect.AnnotatedElement",
          "java.util.logging.Logger",
          "org.slf4j.Logger",
          "org.apache.logging.log4j.Logger",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Writer",
          "java.io.RandomAccessFile",
          "java.nio.channels.Channel",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.net.URLConnection",
          "java.net.http.HttpClient",
          "java.sql.Connection",
          "java.sql.Statement",
          "java.sql.ResultSet",
          "java.util.Iterator",
          "java.util.Enumeration",
          "java.util.Spliterator",
          "java.util.Scanner",
          "java.util.Random",
          "java.util.Timer",
          "java.util.stream.BaseStream",
          "java.util.stream.Collector",
          "java.util.concurrent.Executor",
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.locks.Lock",
          "java.util.concurrent.locks.ReadWriteLock",
          "kotlin.Function",
          "kotlin.Lazy",
          "kotlin.sequences.Sequence",
          "kotlinx.coroutines.CoroutineScope",
          "kotlinx.coroutines.Job",
          "io.millrace.Inputs",
          "io.millrace.TaskContext");

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

  private final TypeRules types;

  StorableTypes(TypeRules types) {
    this.types = types;
  }

  /** The first part of {@code type} that cannot be stored, whatever its value. */
  Optional<TypeMirror> unstorablePart(TypeMirror type) {
    return types.find(type, this::isUnstorable);
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

  private boolean isUnstorable(TypeMirror type) {
    if (type instanceof ArrayType || type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    return isFunction((DeclaredType) type) || TypeRules.isAny(type, UNSTORABLE);
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
