package io.millrace.runtime.artifact;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Generic types as values. */
public final class Types {
  private Types() {}

  /** {@code raw<arguments…>}, such as {@code of(Map.class, String.class, Integer.class)}. */
  public static ParameterizedType of(Class<?> raw, Type... arguments) {
    return new Parameterized(raw, arguments.clone());
  }

  /** An array of a generic component type, such as that of {@code List<String>[]}. */
  public static GenericArrayType arrayOf(Type component) {
    return new GenericArray(component);
  }

  /** {@code ? extends bound}; {@code Object.class} for a plain {@code ?}. */
  public static WildcardType extending(Type bound) {
    return new Wildcard(new Type[] {bound}, new Type[0]);
  }

  /** {@code ? super bound}. */
  public static WildcardType superOf(Type bound) {
    return new Wildcard(new Type[] {Object.class}, new Type[] {bound});
  }

  private record Parameterized(Class<?> raw, Type[] arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ParameterizedType that
          && raw.equals(that.getRawType())
          && Objects.equals(getOwnerType(), that.getOwnerType())
          && Arrays.equals(arguments, that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(arguments) ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
    }

    @Override
    public String toString() {
      return Arrays.stream(arguments)
          .map(Type::getTypeName)
          .collect(Collectors.joining(", ", raw.getName() + "<", ">"));
    }
  }

  private record GenericArray(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GenericArrayType that
          && component.equals(that.getGenericComponentType());
    }

    @Override
    public int hashCode() {
      return component.hashCode();
    }

    @Override
    public String toString() {
      return component.getTypeName() + "[]";
    }
  }

  private record Wildcard(Type[] upper, Type[] lower) implements WildcardType {
    @Override
    public Type[] getUpperBounds() {
      return upper.clone();
    }

    @Override
    public Type[] getLowerBounds() {
      return lower.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WildcardType that
          && Arrays.equals(upper, that.getUpperBounds())
          && Arrays.equals(lower, that.getLowerBounds());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(lower) ^ Arrays.hashCode(upper);
    }

    @Override
    public String toString() {
      return lower.length > 0
          ? "? super " + lower[0].getTypeName()
          : "? extends " + upper[0].getTypeName();
    }
  }
}
