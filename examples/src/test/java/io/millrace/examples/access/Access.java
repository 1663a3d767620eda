package io.millrace.examples.access;

/** What gets at the fields of a flow by their names, made by code that the flow does not know. */
public interface Access {
  Object get(Object flow, String field);

  void set(Object flow, String field, Object value);
}
