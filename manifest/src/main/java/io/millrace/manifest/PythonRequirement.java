package io.millrace.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A requirement on a Python package, by PEP 508, with version specifiers by PEP 440. */
public final class PythonRequirement {
  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*("
              + NAME
              + ")\\s*(?:\\[\\s*((?:"
              + NAME
              + "(?:\\s*,\\s*"
              + NAME
              + ")*)?)\\s*\\])?\\s*"
              + "(?:@\\s*(\\S++)|\\(([^()]*)\\)|([^;@]*?))\\s*(?:;(.*))?\\s*");

  private static final String VERSION =
      "v?(?:\\d+!)?\\d+(?:\\.\\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\\d*)?"
          + "(?:-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?(?:[-_.]?dev[-_.]?\\d*)?";
  private static final String LOCAL = "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?";
  private static final Pattern SPECIFIER =
      Pattern.compile(
          "(?:(?:==|!=)\\s*(?:"
              + VERSION
              + LOCAL
              + "|v?(?:\\d+!)?\\d+(?:\\.\\d+)*\\.\\*)|"
              + "(?:<=|>=|<|>)\\s*"
              + VERSION
              + "|~=\\s*(?=v?(?:\\d+!)?\\d+\\.\\d)"
              + VERSION
              + "|===\\s*\\S+)",
          Pattern.CASE_INSENSITIVE);

  private PythonRequirement() {}

  /** What is wrong with {@code text} and what to do; empty if it is legal. */
  public static Optional<String> problem(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.of(
          "'"
              + text
              + "' is not a valid PEP 508 requirement. Write it as in \"pandas==2.2.3\" or \"pandas>=2,<3\".");
    }
    String specifiers = shape.group(4) != null ? shape.group(4) : shape.group(5);
    if (specifiers != null && !specifiers.isBlank()) {
      for (String specifier : specifiers.replaceFirst(",\\s*$", "").split(",", -1)) {
        if (!SPECIFIER.matcher(specifier.strip()).matches()) {
          return Optional.of(advice(text, specifier.strip()));
        }
      }
    }
    if (shape.group(6) != null && !new PythonMarker(shape.group(6)).legal()) {
      return Optional.of(
          "'%s' has a bad environment marker after ';'. Write it as in \"pandas==2.2.3; python_version < '3.12'\"."
              .formatted(text));
    }
    return Optional.empty();
  }

  private static String advice(String text, String specifier) {
    if (specifier.startsWith("=") && !specifier.startsWith("==")) {
      return "'%s' is not a valid PEP 440 version specifier. Write '==' for '='.".formatted(text);
    }
    return "'%s' has the version specifier '%s', which PEP 440 does not know. Write it as in \"==1.5.2\", \">=1.5,<2\" or \"~=1.5.0\"."
        .formatted(text, specifier);
  }

  /** The package's name as PyPI compares it, of a legal requirement. */
  public static String name(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.matches()
        ? shape.group(1).replaceAll("[-_.]+", "-").toLowerCase(java.util.Locale.ROOT)
        : text;
  }
}
