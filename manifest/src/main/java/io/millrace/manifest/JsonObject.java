package io.millrace.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a JSON object, and says in plain words what is not one. */
public final class JsonObject {
  private JsonObject() {}

  /**
   * The object that {@code json} is.
   *
   * @throws IOException if it is anything else; its message goes on after a name, as {@code is not
   *     a JSON object}
   */
  public static Map<String, Object> read(String json) throws IOException {
    Map<String, Object> object;
    try {
      object = JSON.std.mapFrom(json);
    } catch (JacksonException e) {
      throw new IOException("is not a JSON object" + place(e.getLocation()), e);
    }
    if (object == null) {
      throw new IOException("is not a JSON object: it is null");
    }
    return object;
  }

  /** As {@link #read(String)}, of UTF-8. */
  public static Map<String, Object> read(byte[] json) throws IOException {
    return read(new String(json, StandardCharsets.UTF_8));
  }

  private static String place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : ": look at line %d, column %d"
            .formatted(location.getLineNr(), Math.max(1, location.getColumnNr()));
  }
}
