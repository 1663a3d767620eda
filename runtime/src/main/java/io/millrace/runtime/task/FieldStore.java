package io.millrace.runtime.task;

import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.artifact.Generics;
import io.millrace.runtime.artifact.IncludedFile;
import io.millrace.runtime.artifact.Types;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import java.lang.ref.SoftReference;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.BaseStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values of a flow's fields in the datastore. */
final class FieldStore {
  /** Stored values of up to this size, in bytes, are read before anyone asks for them. */
  static final long SMALL = 1 << 10;

  private final Datastore datastore;
  private final AttemptStore store;
  private final Map<String, SoftReference<String>> texts = new HashMap<>();

  FieldStore(Datastore datastore, AttemptStore store) {
    this.datastore = datastore;
    this.store = store;
  }

  /** Small ones of these will soon be read. */
  void readAhead(Collection<ArtifactRef> refs) {
    store.readAhead(refs);
  }

  /**
   * The value of {@code field} that {@code ref} stores.
   *
   * @throws ArtifactException if the field cannot hold it
   */
  @Nullable Object load(FlowField field, ArtifactRef ref) {
    if (ref.type().contains("metaflow.includefile.IncludedFile")) {
      return included(field, ref);
    }
    return field.type() == String.class && ref.size() > SMALL
        ? text(field, ref)
        : store.load(field.name(), ref, field.type());
  }

  /** A large text is read once for all inputs of a join that have it. */
  private synchronized @Nullable Object text(FlowField field, ArtifactRef ref) {
    SoftReference<String> kept = texts.get(ref.sha());
    String text = kept == null ? null : kept.get();
    if (text == null) {
      text = (String) store.load(field.name(), ref, String.class);
      texts.put(ref.sha(), new SoftReference<>(text));
    }
    return text;
  }

  private Object included(FlowField field, ArtifactRef ref) {
    IncludedFile file =
        (IncludedFile) Objects.requireNonNull(store.load(field.name(), ref, Object.class));
    byte[] content = datastore.included(file);
    String encoding = file.encoding() == null ? "UTF-8" : file.encoding();
    return file.text() ? new String(content, Charset.forName(encoding)) : content;
  }

  /**
   * Stores a value; what can be gone over once only is stored as a list.
   *
   * @throws ArtifactException if it cannot be stored
   */
  ArtifactRef save(FlowField field, @Nullable Object value) {
    List<?> items = drained(value);
    if (items != null) {
      Type element = Generics.elementType(field.type()).orElse(Object.class);
      return store.save(field.name(), items, Types.of(List.class, element));
    }
    return store.save(field.name(), value, field.type());
  }

  private static @Nullable List<?> drained(@Nullable Object value) {
    if (value instanceof BaseStream<?, ?> stream) {
      return drained(stream.iterator());
    } else if (value instanceof Iterator<?> iterator) {
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false).toList();
    }
    return null;
  }

  /**
   * Whether a value that still is the object that was loaded has the content that was loaded, too.
   * Its pickle may differ though it has: a hash map is in another order.
   *
   * @param now its pickle
   */
  boolean isUnchanged(FlowField field, ArtifactRef ref, ArtifactRef now) {
    return now.sha().equals(ref.sha()) || now.sha().equals(save(field, load(field, ref)).sha());
  }
}
