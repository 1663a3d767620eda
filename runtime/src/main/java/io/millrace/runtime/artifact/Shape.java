package io.millrace.runtime.artifact;

import io.millrace.manifest.ArtifactTypes;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a record or a bean, with their full types. */
final class Shape {
  /** The key that tells which class of a sealed type a dict was. */
  static final String SUBTYPE = "@type";

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shape(type);
        }
      };

  private final Class<?> type;
  private final List<Field> fields = new ArrayList<>();
  private final Constructor<?> constructor;

  private Shape(Class<?> type) {
    this.type = type;
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        fields.add(field(type, component.getName()));
      }
      constructor =
          constructor(
              type,
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
    } else {
      refuseWhatIsNoBean();
      constructor = constructor(type);
      Deque<Class<?>> hierarchy = new ArrayDeque<>();
      for (Class<?> each = type;
          each != null && each != Object.class;
          each = each.getSuperclass()) {
        hierarchy.push(each);
      }
      hierarchy.forEach(this::addBeanFields);
    }
  }

  static Shape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private void refuseWhatIsNoBean() {
    if (ArtifactTypes.isPlatform(type.getName())
        || type.isHidden()
        || type.isInterface()
        || Modifier.isAbstract(type.getModifiers())) {
      throw new ArtifactException(
          "a %s cannot be stored. Store its data: numbers, texts, lists, maps, records; or make the field transient."
              .formatted(type.getTypeName()));
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The constructor of {@code type} that takes {@code parameters}, whoever may call it. */
  static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      if (!Modifier.isPublic(type.getModifiers() & constructor.getModifiers())) {
        constructor.setAccessible(true);
      }
      return constructor;
    } catch (NoSuchMethodException | InaccessibleObjectException e) {
      throw new ArtifactException(
          "a %s cannot be stored: it has no constructor without arguments. Make it a record, or give it one."
              .formatted(type.getTypeName()));
    }
  }

  private void addBeanFields(Class<?> each) {
    for (Field field : each.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers)
          && !Modifier.isTransient(modifiers)
          && !field.isSynthetic()) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
  }

  /** The properties of {@code value}, in the order of their declaration. */
  Map<String, @Nullable Object> read(Object value) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    try {
      for (Field field : fields) {
        properties.put(field.getName(), field.get(value));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return properties;
  }

  /** The full type of each property, where the whole is of type {@code whole}. */
  Map<String, Type> types(Type whole) {
    Map<TypeVariable<?>, Type> arguments = new LinkedHashMap<>();
    if (whole instanceof ParameterizedType generic && generic.getRawType() == type) {
      TypeVariable<?>[] variables = type.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        arguments.put(variables[i], generic.getActualTypeArguments()[i]);
      }
    }
    Map<String, Type> types = new LinkedHashMap<>();
    fields.forEach(
        field -> types.put(field.getName(), Generics.resolve(field.getGenericType(), arguments)));
    return types;
  }

  /**
   * A new instance; a property that {@code properties} lacks keeps the value that the class gives
   * it.
   */
  Object make(Map<String, @Nullable Object> properties) {
    try {
      if (type.isRecord()) {
        return constructor.newInstance(
            fields.stream()
                .map(
                    field -> properties.getOrDefault(field.getName(), Defaults.of(field.getType())))
                .toArray());
      }
      Object bean = constructor.newInstance();
      for (Field field : fields) {
        if (properties.containsKey(field.getName())) {
          field.set(bean, properties.get(field.getName()));
        }
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ArtifactException("a " + type.getTypeName() + " cannot be made: " + cause, e);
    }
  }

  /**
   * Whether a value of class {@code actual} says by itself which class of {@code declared} it is.
   */
  static boolean choosesSubtype(Type declared, Class<?> actual) {
    Class<?> raw = raw(declared);
    if (raw == actual || raw == Object.class || raw.isAssignableFrom(Map.class)) {
      return false;
    }
    if (subtype(raw, actual.getSimpleName()) == null) {
      throw new ArtifactException(
          "a %s cannot be stored as the open type %s, as it could not be told apart when it is read. Make %s sealed, or declare the class itself."
              .formatted(actual.getTypeName(), raw.getTypeName(), raw.getSimpleName()));
    }
    return true;
  }

  /** The class called {@code name} among those that {@code sealed} permits, at any depth. */
  static @Nullable Class<?> subtype(Class<?> sealed, String name) {
    if (!sealed.isSealed()) {
      return sealed.getSimpleName().equals(name) && !Modifier.isAbstract(sealed.getModifiers())
          ? sealed
          : null;
    }
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      Class<?> found =
          permitted.getSimpleName().equals(name) ? permitted : subtype(permitted, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    } else if (type instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType()).arrayType();
    } else if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    return Object.class;
  }

  /** The type argument at {@code index}, or Object. */
  static Type argument(Type type, int index) {
    Type bound = type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
    if (bound instanceof ParameterizedType generic
        && index < generic.getActualTypeArguments().length) {
      return generic.getActualTypeArguments()[index];
    }
    return Object.class;
  }

  static Type elementType(Type type) {
    return argument(type, 0);
  }

  static Type mapArgument(Type type, int index) {
    return argument(type, index);
  }

  /** The type of the entries of a map. */
  static Type entryType(Type map) {
    return Types.of(Map.Entry.class, argument(map, 0), argument(map, 1));
  }
}
