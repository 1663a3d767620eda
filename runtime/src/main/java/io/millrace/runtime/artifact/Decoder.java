package io.millrace.runtime.artifact;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Turns the plain values of one pickle into values of declared types. */
final class Decoder {
  /** What was made of values that several references lead to, by the type that was wanted. */
  private final IdentityHashMap<Object, Map<Type, Object>> made = new IdentityHashMap<>();

  private final @Nullable Set<Object> shared;
  private final CollectionDecoder collections = new CollectionDecoder(this);

  /**
   * @param shared by identity, what several references lead to; null if that is not known, so that
   *     it may be anything
   */
  Decoder(@Nullable Set<Object> shared) {
    this.shared = shared;
  }

  @Nullable Object decode(@Nullable Object plain, Type type) {
    if (plain == null || !isShared(plain) || isUsedUp(type)) {
      return decodeAnew(plain, type);
    }
    Map<Type, Object> known = made.computeIfAbsent(plain, each -> new HashMap<>());
    Object value = known.get(type);
    if (value == null) {
      value = decodeAnew(plain, type);
      known.put(type, value);
    }
    return value;
  }

  private @Nullable Object decodeAnew(@Nullable Object plain, Type type) {
    Class<?> raw = Shape.raw(type);
    if (plain == null) {
      return absent(raw);
    } else if (raw == Object.class) {
      return plain;
    } else if (raw == Optional.class) {
      return Optional.ofNullable(decode(plain, Shape.argument(type, 0)));
    } else if (raw.isArray() && raw != byte[].class) {
      return array(plain, raw.getComponentType(), type);
    }
    if (plain instanceof StoredException stored && !raw.isInstance(plain)) {
      return caught(stored, type, raw);
    }
    Object scalar = Scalars.decode(plain, raw);
    if (scalar != null) {
      return scalar;
    }
    Object collection = collections.decode(plain, type, raw);
    return collection != null ? collection : object(plain, type, raw);
  }

  /** Of scalars, a second one is as good. */
  private boolean isShared(Object plain) {
    boolean container =
        plain instanceof Collection || plain instanceof Map || plain instanceof Tuple;
    return container && (shared == null || shared.contains(plain));
  }

  /** Whether a value of {@code type} can be gone over only once. */
  private static boolean isUsedUp(Type type) {
    Class<?> raw = Shape.raw(type);
    return raw == Iterator.class || BaseStream.class.isAssignableFrom(raw);
  }

  private static @Nullable Object absent(Class<?> raw) {
    if (raw == Optional.class) {
      return Optional.empty();
    } else if (raw == OptionalInt.class) {
      return OptionalInt.empty();
    } else if (raw == OptionalLong.class) {
      return OptionalLong.empty();
    } else if (raw == OptionalDouble.class) {
      return OptionalDouble.empty();
    } else if (raw.isPrimitive()) {
      throw new ArtifactException(
          "it is None, and a " + raw + " is expected. Declare the boxed type, or assign it.");
    }
    return null;
  }

  /** What {@code @Catch(var)} stored, as the field that receives it is declared. */
  private static Object caught(StoredException stored, Type type, Class<?> raw) {
    String text = stored.type() + ": " + stored.message();
    if (raw == String.class) {
      return text;
    }
    Throwable failure =
        Throwable.class.isAssignableFrom(raw) ? Exceptions.restore(stored, raw) : null;
    if (failure == null) {
      throw mismatch(stored, type);
    }
    return failure;
  }

  private Object array(Object plain, Class<?> component, Type type) {
    if (plain instanceof PickledList list
        && component == double.class
        && list.toDoubles() != null) {
      return list.toDoubles();
    } else if (plain instanceof PickledList list
        && component == long.class
        && list.toLongs() != null) {
      return list.toLongs();
    } else if (!(plain instanceof List<?> || plain instanceof Tuple)) {
      throw mismatch(plain, type);
    }
    List<?> items = plain instanceof Tuple tuple ? tuple.items() : (List<?>) plain;
    Type element =
        type instanceof GenericArrayType generic ? generic.getGenericComponentType() : component;
    Object array = Array.newInstance(component, items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(array, i, decode(items.get(i), element));
    }
    return array;
  }

  private Object object(Object plain, Type type, Class<?> raw) {
    if (raw.isInstance(plain) && !(plain instanceof Map)) {
      return plain;
    }
    if (!(plain instanceof Map<?, ?> map)) {
      throw mismatch(plain, type);
    }
    if (raw.isSealed() || map.containsKey(Shape.SUBTYPE)) {
      return subtype(map, type, raw);
    } else if (raw.isInterface()) {
      throw mismatch(plain, type);
    }
    return properties(map, Shape.of(raw), type);
  }

  private Object subtype(Map<?, ?> map, Type type, Class<?> raw) {
    String name = String.valueOf(map.get(Shape.SUBTYPE));
    Class<?> found = raw.getSimpleName().equals(name) ? raw : Shape.subtype(raw, name);
    if (found == null) {
      throw new ArtifactException(
          "its %s is '%s', which is not a class of %s."
              .formatted(Shape.SUBTYPE, name, raw.getTypeName()));
    }
    return properties(map, Shape.of(found), found == raw ? type : found);
  }

  private Object properties(Map<?, ?> map, Shape shape, Type type) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    shape
        .types(type)
        .forEach(
            (name, each) -> {
              if (map.containsKey(name)) {
                properties.put(name, decode(map.get(name), each));
              }
            });
    return shape.make(properties);
  }

  static ArtifactException mismatch(Object plain, Type type) {
    return new ArtifactException(
        "it is a Python %s, and a %s is expected. Declare the field with a fitting type."
            .formatted(PythonTypes.name(plain), type.getTypeName()));
  }
}
