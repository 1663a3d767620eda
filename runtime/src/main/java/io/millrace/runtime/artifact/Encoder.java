package io.millrace.runtime.artifact;

import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes Java values as the Python values that stand for them. */
final class Encoder {
  private static final int DEEPEST = 200;
  private static final int BATCH = 1000;

  private final PickleOutput out;
  private final TemporalEncoder temporals;
  private final Memo memo = new Memo();
  private int depth;

  /** How many values that hold others have been written. */
  private long nested;

  Encoder(PickleOutput out) {
    this.out = out;
    this.temporals = new TemporalEncoder(out);
  }

  void write(@Nullable Object boxed, Type type) throws IOException {
    Object value = PythonTypes.unwrapped(boxed);
    if (value instanceof Throwable failure) {
      value = Exceptions.store(failure);
    }
    if (value == null) {
      out.op(PickleOutput.NONE);
    } else if (!writeScalar(value)) {
      if (++depth > DEEPEST) {
        throw new ArtifactException(
            "it is nested more than %d levels deep, or holds itself. Store it in a flatter form."
                .formatted(DEEPEST));
      }
      writeNested(value, boxed == value ? type : Shape.argument(type, 0));
      depth--;
    }
  }

  /** A value that was written before, as the same type, is referred to. */
  private void writeNested(Object value, Type type) throws IOException {
    int known = memo.find(value, type);
    if (known >= 0) {
      out.again(known);
      return;
    }
    long before = ++nested;
    writeNew(value, type);
    if (Memo.matters(value, nested > before)) {
      memo.add(value, type);
      out.remember();
    }
  }

  private boolean writeScalar(Object value) throws IOException {
    if (value instanceof Boolean truth) {
      out.truth(truth);
    } else if (value instanceof BigInteger big) {
      out.number(big);
    } else if (PythonTypes.isWhole(value)) {
      out.number(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      out.number(((Number) value).doubleValue());
    } else if (value instanceof Enum<?> constant) {
      out.text(constant.name());
    } else if (value instanceof CharSequence || value instanceof Character) {
      out.text(value.toString());
    } else if (TextTypes.isText(value.getClass())) {
      out.text(TextTypes.write(value));
    } else {
      return temporals.write(value) || writeReduced(value);
    }
    return true;
  }

  private boolean writeReduced(Object value) throws IOException {
    if (value instanceof BigDecimal decimal) {
      call("decimal", "Decimal", decimal.toString());
    } else if (value instanceof Path path) {
      call("pathlib", "PurePosixPath", path.toString());
    } else if (value instanceof UUID uuid) {
      out.global("uuid", "UUID");
      out.op(PickleOutput.EMPTY_TUPLE);
      out.op(PickleOutput.NEWOBJ);
      state(Map.of("int", new BigInteger(uuid.toString().replace("-", ""), 16)));
    } else {
      return false;
    }
    return true;
  }

  private void call(String module, String name, String argument) throws IOException {
    out.global(module, name);
    out.text(argument);
    out.tuple(1);
    out.op(PickleOutput.REDUCE);
  }

  private void state(Map<String, ?> fields) throws IOException {
    writeMap(fields, Object.class, Object.class);
    out.op(PickleOutput.BUILD);
  }

  private void writeNew(Object value, Type type) throws IOException {
    if (value instanceof Set<?> set && hashable(set)) {
      writeBatches(
          PickleOutput.EMPTY_SET, PickleOutput.ADDITEMS, set.iterator(), Shape.elementType(type));
    } else if (value instanceof Collection<?> list) {
      writeBatches(
          PickleOutput.EMPTY_LIST, PickleOutput.APPENDS, list.iterator(), Shape.elementType(type));
    } else if (value instanceof Map<?, ?> map && hashable(map.keySet())) {
      writeMap(map, Shape.mapArgument(type, 0), Shape.mapArgument(type, 1));
    } else if (value instanceof Map<?, ?> map) {
      Type entry = Shape.entryType(type);
      writeBatches(PickleOutput.EMPTY_LIST, PickleOutput.APPENDS, map.entrySet().iterator(), entry);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      write(entry.getKey(), Shape.argument(type, 0));
      write(entry.getValue(), Shape.argument(type, 1));
      out.tuple(2);
    } else if (value instanceof Object[] array) {
      writeBatches(
          PickleOutput.EMPTY_LIST,
          PickleOutput.APPENDS,
          Arrays.asList(array).iterator(),
          component(type, array));
    } else if (value instanceof byte[] bytes) {
      out.binary(bytes);
    } else if (value.getClass().isArray()) {
      new PrimitiveArrays(out).write(value);
    } else if (!writeInternal(value)) {
      writeObject(value, type);
    }
  }

  private static Type component(Type type, Object[] array) {
    return type instanceof GenericArrayType generic
        ? generic.getGenericComponentType()
        : array.getClass().getComponentType();
  }

  /** What Metaflow writes for itself. */
  private boolean writeInternal(Object value) throws IOException {
    if (value instanceof Tuple tuple) {
      out.op(PickleOutput.MARK);
      for (Object item : tuple.items()) {
        write(item, Object.class);
      }
      out.op(PickleOutput.TUPLE);
    } else if (value instanceof ForeachFrame frame) {
      out.global("__main__", "ForeachFrame");
      write(
          Tuple.of(frame.step(), frame.variable(), frame.size(), frame.index(), frame.value()),
          Object.class);
      out.op(PickleOutput.NEWOBJ);
    } else if (value instanceof StoredException exception) {
      out.global("metaflow.exception", "MetaflowExceptionWrapper");
      out.op(PickleOutput.NONE);
      out.tuple(1);
      out.op(PickleOutput.REDUCE);
      state(Internals.state(exception));
    } else if (value instanceof IncludedFile file) {
      out.global("metaflow.includefile", "IncludedFile");
      out.op(PickleOutput.EMPTY_TUPLE);
      out.op(PickleOutput.NEWOBJ);
      state(Internals.state(file));
    } else {
      return false;
    }
    return true;
  }

  private void writeObject(Object value, Type type) throws IOException {
    Shape shape = Shape.of(value.getClass());
    Map<String, Type> types = shape.types(type);
    out.op(PickleOutput.EMPTY_DICT);
    out.op(PickleOutput.MARK);
    if (Shape.choosesSubtype(type, value.getClass())) {
      out.text(Shape.SUBTYPE);
      out.text(value.getClass().getSimpleName());
    }
    for (Map.Entry<String, Object> property : shape.read(value).entrySet()) {
      out.text(property.getKey());
      write(property.getValue(), types.getOrDefault(property.getKey(), Object.class));
    }
    out.op(PickleOutput.SETITEMS);
  }

  private void writeBatches(int empty, int fill, Iterator<?> items, Type type) throws IOException {
    out.op(empty);
    while (items.hasNext()) {
      out.op(PickleOutput.MARK);
      for (int i = 0; i < BATCH && items.hasNext(); i++) {
        write(items.next(), type);
      }
      out.op(fill);
    }
  }

  private void writeMap(Map<?, ?> map, Type keyType, Type valueType) throws IOException {
    out.op(PickleOutput.EMPTY_DICT);
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      out.op(PickleOutput.MARK);
      for (int i = 0; i < BATCH && entries.hasNext(); i++) {
        Map.Entry<?, ?> entry = entries.next();
        write(entry.getKey(), keyType);
        write(entry.getValue(), valueType);
      }
      out.op(PickleOutput.SETITEMS);
    }
  }

  /** Whether Python can put all of these into a set: it cannot hash its lists, sets and dicts. */
  static boolean hashable(Collection<?> values) {
    for (Object boxed : values) {
      Object value = PythonTypes.unwrapped(boxed);
      if (value != null && !hashableOne(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hashableOne(Object value) {
    if (value instanceof Map.Entry<?, ?> entry) {
      return hashable(Arrays.asList(entry.getKey(), entry.getValue()));
    }
    return !Set.of("list", "set", "dict").contains(PythonTypes.name(value));
  }
}
