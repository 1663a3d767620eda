package io.millrace.runtime.artifact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of the objects that Metaflow pickles for itself. */
final class Internals {
  private Internals() {}

  static Map<String, Object> state(IncludedFile file) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("type", "uploader-v2");
    descriptor.put("url", file.url());
    descriptor.put("is_text", file.text());
    put(descriptor, "encoding", file.encoding());
    descriptor.put("note", "Internal representation of IncludeFile");
    descriptor.put("sub-type", "uploaded");
    descriptor.put("size", file.size());
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("_descriptor", descriptor);
    put(state, "_cached_size", null);
    return state;
  }

  static Map<String, Object> state(StoredException exception) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("exception", exception.message());
    state.put("type", exception.type());
    put(state, "stacktrace", exception.stacktrace());
    return state;
  }

  static IncludedFile includedFile(Map<?, ?> state) {
    if (!(state.get("_descriptor") instanceof Map<?, ?> descriptor)) {
      throw new ArtifactException(
          "its IncludedFile has no descriptor. It was not written by Metaflow.");
    }
    Object encoding = descriptor.get("encoding");
    return new IncludedFile(
        String.valueOf(descriptor.get("url")),
        descriptor.get("is_text") != Boolean.FALSE,
        encoding == null ? null : encoding.toString(),
        descriptor.get("size") instanceof Number size ? size.longValue() : -1);
  }

  static StoredException exception(Map<?, ?> state) {
    Object trace = state.get("stacktrace");
    return new StoredException(
        String.valueOf(state.get("type")),
        String.valueOf(state.get("exception")),
        trace == null ? null : trace.toString());
  }

  /** Maps of this kind hold nulls, as Python's dicts hold None. */
  @SuppressWarnings("NullAway")
  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
