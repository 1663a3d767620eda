package io.millrace.examples.access;

/** What a field holds. */
enum Kind {
  INT("int", "Integer", "int"),
  LONG("long", "Long", "long"),
  DOUBLE("double", "Double", "double"),
  BOOLEAN("boolean", "Boolean", "boolean"),
  TEXT("String", "String", "String"),
  BOXED("Integer", "Integer", "Integer"),
  BEAN("Sample.Bean", "Sample.Bean", "Sample.Bean"),
  LIST("List<Integer>", "List<Integer>", "List"),
  MAP("Map<String, Integer>", "Map<String, Integer>", "Map"),
  ARRAY("int[]", "int[]", "int[]"),
  FAILURE("Throwable", "Throwable", "Throwable");

  final String type;
  final String boxed;
  final String erased;

  Kind(String type, String boxed, String erased) {
    this.type = type;
    this.boxed = boxed;
    this.erased = erased;
  }

  boolean isPrimitive() {
    return ordinal() <= BOOLEAN.ordinal();
  }

  /** Whether what a field holds may change though the field is not assigned. */
  boolean isMutable() {
    return this == LIST || this == MAP || this == ARRAY || this == BEAN;
  }

  /** What a field holds that nobody has assigned. */
  Object nothing() {
    return isPrimitive() ? value(0) : null;
  }

  /** The value of a number: 0 for what Java begins with, 1 for something empty. */
  Object value(int number) {
    return switch (this) {
      case INT -> number;
      case LONG -> number * 10_000_000_019L;
      case DOUBLE -> number == -1 ? -0.0 : number / 4.0;
      case BOOLEAN -> number % 2 != 0;
      default -> number == 0 ? null : object(number);
    };
  }

  private Object object(int number) {
    return switch (this) {
      case TEXT -> Sample.text(number);
      case LIST -> Sample.list(number);
      case BOXED -> number;
      case BEAN -> Sample.bean(number);
      case MAP -> Sample.map(number);
      case ARRAY -> Sample.array(number);
      default -> null;
    };
  }

  /** The same value as Java code. */
  String java(int number) {
    return switch (this) {
      case INT -> String.valueOf(number);
      case BOXED -> number == 0 ? "null" : String.valueOf(number);
      case LONG -> value(number) + "L";
      case DOUBLE, BOOLEAN -> String.valueOf(value(number));
      default ->
          number == 0 || this == FAILURE
              ? "null"
              : "Sample.%s(%d)".formatted(name().toLowerCase(java.util.Locale.ROOT), number);
    };
  }

  /** A value that is one step further. */
  Object next(Object value) {
    return switch (this) {
      case INT -> (int) value + 1;
      case LONG -> (long) value + 1;
      case DOUBLE -> (double) value + 0.5;
      case BOOLEAN -> !(boolean) value;
      case TEXT -> value + "!";
      case BOXED -> Sample.next((Integer) value);
      default -> throw new IllegalArgumentException(name());
    };
  }

  /** The same as a Java expression. */
  String nextJava(String value) {
    return switch (this) {
      case INT -> value + " + 1";
      case LONG -> value + " + 1L";
      case DOUBLE -> value + " + 0.5";
      case BOOLEAN -> "!" + value;
      case TEXT -> value + " + \"!\"";
      case BOXED -> "Sample.next(" + value + ")";
      default -> throw new IllegalArgumentException(name());
    };
  }

  Object copy(Object value) {
    if (value instanceof Sample.Bean bean) {
      return bean.copy();
    } else if (value instanceof int[] array) {
      return array.clone();
    } else if (value instanceof java.util.List<?> list) {
      return new java.util.ArrayList<>(list);
    } else if (value instanceof java.util.Map<?, ?> map) {
      return new java.util.LinkedHashMap<>(map);
    }
    return value;
  }
}
