package io.millrace.examples.access;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;

/** Gets at fields by Jackson. */
public final class Mapper {
  private static final ObjectMapper FIELDS =
      new ObjectMapper()
          .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
          .setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

  private Mapper() {}

  public static Object get(Object flow, String field, Class<?> type) throws Exception {
    return FIELDS.treeToValue(FIELDS.valueToTree(flow).get(field), type);
  }

  public static void set(Object flow, String field, Object value) throws Exception {
    String json = FIELDS.writeValueAsString(Collections.singletonMap(field, value));
    FIELDS.readerForUpdating(flow).readValue(json);
  }
}
