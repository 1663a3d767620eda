package io.millrace.runtime.task;

import io.millrace.runtime.datastore.ArtifactRef;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of a join's inputs, of which most inputs have most in common and most are never looked
 * at.
 *
 * <p>A large collection is read when it is first used. A large immutable value is read once for all
 * inputs. All else is read anew for each input, as the step may change it.
 */
final class SharedValues {
  /** Values of up to this size, in bytes of their pickle, are not worth the trouble. */
  private static final int SMALL = 1 << 10;

  private static final Set<Class<?>> LAZY =
      Set.of(Iterable.class, Collection.class, List.class, Set.class, Map.class);

  private final Map<String, Object> immutable = new HashMap<>();

  /** A value of {@code type}, which {@code reading} brings. */
  @Nullable Object get(Type type, ArtifactRef ref, Supplier<@Nullable Object> reading) {
    Class<?> raw = raw(type);
    if (ref.size() <= SMALL || raw == null) {
      return reading.get();
    } else if (LAZY.contains(raw) && !ref.type().contains("NoneType")) {
      return Proxy.newProxyInstance(
          MethodHandles.lookup().lookupClass().getClassLoader(),
          new Class<?>[] {raw},
          new Lazy(reading));
    } else if (raw == String.class) {
      return immutable.computeIfAbsent(ref.sha(), unused -> reading.get());
    }
    return reading.get();
  }

  private static @Nullable Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? raw(generic.getRawType())
        : type instanceof Class<?> plain ? plain : null;
  }

  /** Reads the value at the first call of any method, and passes all calls on to it. */
  private static final class Lazy implements InvocationHandler {
    private final Supplier<@Nullable Object> reading;
    private @Nullable Object value;

    Lazy(Supplier<@Nullable Object> reading) {
      this.reading = reading;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(value(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private synchronized @Nullable Object value() {
      if (value == null) {
        value = reading.get();
      }
      return value;
    }
  }
}
