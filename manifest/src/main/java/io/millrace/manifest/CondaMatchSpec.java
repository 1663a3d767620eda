package io.millrace.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conda match spec: {@code [channel::]name[version[=build]]}. */
public final class CondaMatchSpec {
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*(?:([A-Za-z0-9_.:/\\-]+?)::)?([A-Za-z0-9_][A-Za-z0-9_.\\-]*)\\s*(.*?)\\s*");
  private static final String VERSION = "(?:\\d+!)?[0-9A-Za-z_.+*-]+";
  private static final String CONSTRAINT = "(?:==|!=|<=|>=|<|>|~=|=)?\\s*" + VERSION;
  private static final Pattern REST =
      Pattern.compile(
          "(?:(?:=|==|\\s)?\\s*"
              + VERSION
              + "(?:[=\\s][A-Za-z0-9_.*+]+)?|(?:==|!=|<=|>=|<|>|~=|=)\\s*"
              + VERSION
              + "(?:\\s*[,|]\\s*"
              + CONSTRAINT
              + ")*)(?:\\[[^\\]]*\\])?|\\[[^\\]]*\\]|");

  private CondaMatchSpec() {}

  /** What is wrong with {@code text} and what to do; empty if it is legal. */
  public static Optional<String> problem(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (shape.matches() && REST.matcher(shape.group(3)).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        "'%s' is not a valid conda match spec. Write it as in \"numpy=1.26\" or \"conda-forge::numpy=1.26\"."
            .formatted(text));
  }

  /** The package's name, of a legal spec. */
  public static String name(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.matches() ? shape.group(2).toLowerCase(java.util.Locale.ROOT) : text;
  }
}
