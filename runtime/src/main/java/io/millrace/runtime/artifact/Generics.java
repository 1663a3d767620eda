package io.millrace.runtime.artifact;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;

/** What the type variables of generic classes stand for. */
public final class Generics {
  private Generics() {}

  /** What each type variable of the classes that {@code type} extends stands for within it. */
  public static Map<TypeVariable<?>, Type> ofSuperclasses(Class<?> type) {
    Map<TypeVariable<?>, Type> arguments = new HashMap<>();
    Type next = type.getGenericSuperclass();
    while (next != null) {
      Class<?> raw = Shape.raw(next);
      bind(next, raw, arguments);
      next = raw.getGenericSuperclass();
    }
    return arguments;
  }

  private static void bind(Type type, Class<?> raw, Map<TypeVariable<?>, Type> arguments) {
    if (type instanceof ParameterizedType generic) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        arguments.put(variables[i], resolve(generic.getActualTypeArguments()[i], arguments));
      }
    }
  }

  /** {@code type} with what its variables stand for; with {@code Object} for others. */
  public static Type resolve(Type type, Map<TypeVariable<?>, Type> arguments) {
    if (type instanceof TypeVariable<?> variable) {
      return arguments.getOrDefault(variable, Object.class);
    } else if (type instanceof ParameterizedType generic) {
      Type[] resolved = generic.getActualTypeArguments().clone();
      for (int i = 0; i < resolved.length; i++) {
        resolved[i] = resolve(resolved[i], arguments);
      }
      return Types.of((Class<?>) generic.getRawType(), resolved);
    } else if (type instanceof GenericArrayType array) {
      Type component = resolve(array.getGenericComponentType(), arguments);
      return component instanceof Class<?> plain ? plain.arrayType() : Types.arrayOf(component);
    } else if (type instanceof WildcardType wildcard) {
      return wildcard.getLowerBounds().length > 0
          ? Types.superOf(resolve(wildcard.getLowerBounds()[0], arguments))
          : Types.extending(resolve(wildcard.getUpperBounds()[0], arguments));
    }
    return type;
  }

  /** The type of the elements of what is gone over, a map's entries; empty if it is unknown. */
  public static Optional<Type> elementType(Type type) {
    if (type instanceof GenericArrayType array) {
      return Optional.of(array.getGenericComponentType());
    } else if (Shape.raw(type).isArray()) {
      return Optional.of(Shape.raw(type).getComponentType());
    }
    for (Class<?> container : List.of(Iterable.class, BaseStream.class, Iterator.class)) {
      Optional<Type> found = supertype(type, container);
      if (found.isPresent()) {
        return Optional.of(bound(Shape.argument(found.get(), 0)));
      }
    }
    return supertype(type, Map.class).map(Shape::entryType);
  }

  private static Type bound(Type argument) {
    return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
  }

  /** What {@code type} is as a {@code target}, with its type arguments. */
  private static Optional<Type> supertype(Type type, Class<?> target) {
    Class<?> raw = Shape.raw(type);
    if (raw == target) {
      return Optional.of(type);
    } else if (!target.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    Map<TypeVariable<?>, Type> arguments = new HashMap<>();
    bind(type, raw, arguments);
    for (Type each : raw.getGenericInterfaces()) {
      Optional<Type> found = supertype(resolve(each, arguments), target);
      if (found.isPresent()) {
        return found;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent == null ? Optional.empty() : supertype(resolve(parent, arguments), target);
  }
}
