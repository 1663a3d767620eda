package io.millrace.runtime.artifact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes collections, maps and entries of the class that was declared, or the usual one for an
 * interface.
 */
final class CollectionDecoder {
  /** What is made for an interface, or for the class itself: the first that fits. */
  private static final List<Class<?>> COLLECTIONS =
      List.of(
          ArrayList.class,
          LinkedHashSet.class,
          TreeSet.class,
          ArrayDeque.class,
          LinkedList.class,
          HashSet.class,
          PriorityQueue.class,
          CopyOnWriteArrayList.class,
          CopyOnWriteArraySet.class,
          ConcurrentLinkedQueue.class,
          ConcurrentLinkedDeque.class,
          ConcurrentSkipListSet.class,
          LinkedBlockingQueue.class,
          LinkedBlockingDeque.class,
          LinkedTransferQueue.class,
          PriorityBlockingQueue.class,
          Vector.class,
          Stack.class);

  private static final List<Class<?>> MAPS =
      List.of(
          LinkedHashMap.class,
          TreeMap.class,
          HashMap.class,
          ConcurrentHashMap.class,
          ConcurrentSkipListMap.class,
          IdentityHashMap.class,
          WeakHashMap.class,
          Hashtable.class,
          Properties.class);

  private final Decoder decoder;

  CollectionDecoder(Decoder decoder) {
    this.decoder = decoder;
  }

  /** {@code plain} as a {@code type}; null if that is neither collection, map nor entry. */
  @Nullable Object decode(Object plain, Type type, Class<?> raw) {
    if (raw == Stream.class) {
      return ((Collection<?>) collection(plain, type, List.class)).stream();
    } else if (raw == Iterator.class) {
      return ((Collection<?>) collection(plain, type, List.class)).iterator();
    } else if (raw == Iterable.class || Collection.class.isAssignableFrom(raw)) {
      return collection(plain, type, raw);
    } else if (Map.class.isAssignableFrom(raw)) {
      return map(plain, type, raw);
    } else if (raw == Map.Entry.class
        || raw == AbstractMap.SimpleEntry.class
        || raw == AbstractMap.SimpleImmutableEntry.class) {
      return entry(plain, type, raw);
    }
    return null;
  }

  private Object collection(Object plain, Type type, Class<?> raw) {
    Collection<Object> filled = emptyCollection(type, raw);
    for (Object item : items(plain, type)) {
      filled.add(decoder.decode(item, Shape.elementType(type)));
    }
    return filled;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's
  private static Collection<Object> emptyCollection(Type type, Class<?> raw) {
    if (raw == EnumSet.class) {
      return (Collection) EnumSet.noneOf((Class) Shape.raw(Shape.elementType(type)));
    }
    return (Collection<Object>) empty(COLLECTIONS, raw, type);
  }

  private Object map(Object plain, Type type, Class<?> raw) {
    Map<Object, Object> filled = emptyMap(type, raw);
    Type keyType = Shape.mapArgument(type, 0);
    Type valueType = Shape.mapArgument(type, 1);
    if (plain instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) ->
              put(filled, decoder.decode(key, keyType), decoder.decode(value, valueType)));
    } else {
      for (Object item : items(plain, type)) {
        List<?> pair = items(item, Shape.entryType(type));
        put(filled, decoder.decode(pair.get(0), keyType), decoder.decode(pair.get(1), valueType));
      }
    }
    return filled;
  }

  @SuppressWarnings("NullAway") // Java's maps hold nulls, as Python's dicts hold None
  private static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
    map.put(key, value);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's
  private static Map<Object, Object> emptyMap(Type type, Class<?> raw) {
    if (raw == EnumMap.class) {
      return (Map) new EnumMap((Class) Shape.raw(Shape.mapArgument(type, 0)));
    }
    return (Map<Object, Object>) empty(MAPS, raw, type);
  }

  /** A new instance of the first of {@code classes} that is a {@code raw}, else of that itself. */
  private static Object empty(List<Class<?>> classes, Class<?> raw, Type type) {
    for (Class<?> each : classes) {
      if (raw.isAssignableFrom(each)) {
        return make(each, type);
      }
    }
    return make(raw, type);
  }

  private static Object make(Class<?> collection, Type type) {
    try {
      return Shape.constructor(collection).newInstance();
    } catch (InvocationTargetException e) {
      throw new ArtifactException(
          "a %s cannot be made: %s"
              .formatted(type.getTypeName(), Exceptions.line(e.getTargetException())),
          e);
    } catch (ReflectiveOperationException e) { // it is abstract
      throw new ArtifactException(
          "a %s cannot be made. Declare the field as List, Set or Map."
              .formatted(type.getTypeName()),
          e);
    }
  }

  private Object entry(Object plain, Type type, Class<?> raw) {
    List<?> pair = items(plain, type);
    if (pair.size() != 2) {
      throw Decoder.mismatch(plain, type);
    }
    Object key = decoder.decode(pair.get(0), Shape.argument(type, 0));
    Object value = decoder.decode(pair.get(1), Shape.argument(type, 1));
    return raw == AbstractMap.SimpleImmutableEntry.class
        ? new AbstractMap.SimpleImmutableEntry<>(key, value)
        : new AbstractMap.SimpleEntry<>(key, value);
  }

  private static List<?> items(@Nullable Object plain, Type type) {
    if (plain instanceof List<?> list) {
      return list;
    } else if (plain instanceof Tuple tuple) {
      return tuple.items();
    } else if (plain instanceof Collection<?> other) {
      return new ArrayList<>(other);
    }
    throw Decoder.mismatch(plain == null ? "None" : plain, type);
  }
}
