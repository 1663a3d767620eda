package io.millrace.manifest;

/** What an attribute's value may be, and which Java type holds it. */
public enum AttributeType {
  /** A {@code String}. */
  STRING,
  /** A {@code List<String>}. */
  STRINGS,
  /** A {@code Long}. */
  INTEGER,
  /** A {@code Double}; written without a fraction where it has none. */
  NUMBER,
  /** A {@code Boolean}. */
  BOOLEAN
}
