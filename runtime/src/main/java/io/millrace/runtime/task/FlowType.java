package io.millrace.runtime.task;

import io.millrace.Inputs;
import io.millrace.TaskContext;
import io.millrace.manifest.ArtifactField;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.runtime.artifact.Generics;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flow class: makes instances, and gets at their fields and steps. */
public final class FlowType {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<FlowField> fields = new ArrayList<>();
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final Map<TypeVariable<?>, Type> variables;

  private FlowType(Class<?> type) throws NoSuchMethodException {
    this.type = type;
    this.variables = Generics.ofSuperclasses(type);
    this.constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
  }

  /**
   * The class of {@code flow} as {@code loader} has it, not initialized yet.
   *
   * @throws IllegalStateException if the class does not fit its manifest
   */
  public static FlowType of(FlowManifest flow, ClassLoader loader) {
    try {
      FlowType type = new FlowType(Class.forName(flow.className(), false, loader));
      for (ParameterField each : flow.parameters()) {
        type.addField(each.field(), true);
      }
      for (ArtifactField each : flow.artifacts()) {
        type.addField(each.name(), false);
      }
      return type;
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "The flow class %s cannot be used: %s. Rebuild the jar.".formatted(flow.className(), e),
          e);
    }
  }

  private void addField(String name, boolean parameter) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      try {
        Field field = each.getDeclaredField(name);
        indices.put(name, fields.size());
        fields.add(
            new FlowField(
                name, Generics.resolve(field.getGenericType(), variables), parameter, field));
        return;
      } catch (NoSuchFieldException e) {
        continue; // a class that it extends has it
      }
    }
    throw missing("field", name);
  }

  private Method method(String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && !method.isBridge()
            && !method.isSynthetic()
            && !Modifier.isStatic(method.getModifiers())) {
          method.setAccessible(true);
          return method;
        }
      }
    }
    throw missing("method", name);
  }

  private IllegalStateException missing(String kind, String name) {
    return new IllegalStateException(
        "The flow class %s has no %s '%s', which its manifest names. Rebuild the jar."
            .formatted(type.getName(), kind, name));
  }

  boolean isSerializable() {
    return Serializable.class.isAssignableFrom(type);
  }

  /** Its parameters, then its artifacts, each in the order of their declaration. */
  List<FlowField> fields() {
    return fields;
  }

  /** The field called {@code name}, which the manifest has checked to be there. */
  FlowField field(String name) {
    return fields.get(index(name));
  }

  /** The place of the field called {@code name} among {@link #fields()}. */
  int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw missing("field", name);
    }
    return index;
  }

  boolean hasField(String name) {
    return indices.containsKey(name);
  }

  /** The declared type of a field, with its type arguments. */
  public Type typeOf(String field) {
    return field(field).type();
  }

  /** The value of a field of {@code flow}. */
  public @Nullable Object get(Object flow, String field) {
    return field(field).get(flow);
  }

  /**
   * Runs the static initializers, if they have not run yet; they may make instances, too.
   *
   * @throws Throwable whatever they throw
   */
  void initialize() throws Throwable {
    Class.forName(type.getName(), true, type.getClassLoader());
  }

  /**
   * A new instance, its initializers run.
   *
   * @throws Throwable whatever they throw
   */
  public Object newFlow() throws Throwable {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Calls a step's method.
   *
   * @param item what it takes, if that is neither inputs nor a context
   * @throws Throwable whatever it throws
   */
  void call(Object flow, String step, @Nullable Object item, Object inputs, TaskContext context)
      throws Throwable {
    Method method = method(step);
    @Nullable Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> parameter = method.getParameterTypes()[i];
      arguments[i] =
          parameter == Inputs.class ? inputs : parameter == TaskContext.class ? context : item;
    }
    try {
      method.invoke(flow, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The full type of the foreach item that {@code step} takes, if it takes one. */
  Optional<Type> itemType(String step) {
    Method method = method(step);
    for (int i = 0; i < method.getParameterCount(); i++) {
      Class<?> parameter = method.getParameterTypes()[i];
      if (parameter != Inputs.class && parameter != TaskContext.class) {
        Type declared = method.getGenericParameterTypes()[i];
        return Optional.of(Generics.resolve(declared, variables));
      }
    }
    return Optional.empty();
  }
}
