package io.millrace.processor.validate;

import java.util.Set;
import java.util.regex.Pattern;

/** Names that belong to Python, to Metaflow or to the command line. */
final class Names {
  private Names() {}

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  /** The public attributes of Metaflow's FlowSpec. */
  private static final Set<String> FLOW_SPEC =
      Set.of(
          "cmd",
          "foreach_stack",
          "index",
          "input",
          "merge_artifacts",
          "name",
          "next",
          "script_name");

  static boolean isKeyword(String name) {
    return KEYWORDS.contains(name);
  }

  static boolean isReserved(String name) {
    return FLOW_SPEC.contains(name);
  }

  static boolean isAscii(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  static boolean isPythonName(String name) {
    return isAscii(name) && !isKeyword(name);
  }
}
