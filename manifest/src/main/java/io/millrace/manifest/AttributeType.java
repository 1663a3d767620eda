package io.millrace.manifest;

/** What an attribute's value may be, and which Java type holds it. */
public enum AttributeType {
  /** A {@code String}. */
  STRING("text", "Give a text."),
  /** A {@code List<String>}. */
  STRINGS("list", "Give a JSON list, or entries with commas between them."),
  /** A {@code Long}. */
  INTEGER("whole number", "Give one such as 4."),
  /** A {@code Double}; written without a fraction where it has none. */
  NUMBER("number", "Give one such as 2 or 0.5."),
  /** A {@code Boolean}. */
  BOOLEAN("truth value", "Give true or false.");

  private final String word;
  private final String advice;

  AttributeType(String word, String advice) {
    this.word = word;
    this.advice = advice;
  }

  /** What a person calls it, such as {@code whole number}. */
  String word() {
    return word;
  }

  /** What to give instead of a value of another type. */
  String advice() {
    return advice;
  }
}
