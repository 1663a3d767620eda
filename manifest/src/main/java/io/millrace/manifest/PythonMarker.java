package io.millrace.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment marker of a requirement, judged by PEP 508's grammar. */
final class PythonMarker {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([()])|(===|==|~=|!=|<=|>=|<|>)|('[^']*'|\"[^\"]*\")|([A-Za-z_.]+))");
  private static final Set<String> VARIABLES =
      Set.of(
          "python_version",
          "python_full_version",
          "os_name",
          "os.name",
          "sys_platform",
          "sys.platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform.version",
          "platform_machine",
          "platform.machine",
          "platform_python_implementation",
          "platform.python_implementation",
          "python_implementation",
          "implementation_name",
          "implementation_version",
          "extra");

  private final List<String> tokens = new ArrayList<>();
  private final boolean readable;
  private int next;

  PythonMarker(String text) {
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (end < text.strip().length() && matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    readable = end == text.strip().length();
  }

  boolean legal() {
    return readable && disjunction() && next == tokens.size();
  }

  private boolean disjunction() {
    boolean legal = conjunction();
    while (legal && take("or")) {
      legal = conjunction();
    }
    return legal;
  }

  private boolean conjunction() {
    boolean legal = comparison();
    while (legal && take("and")) {
      legal = comparison();
    }
    return legal;
  }

  private boolean comparison() {
    if (take("(")) {
      return disjunction() && take(")");
    }
    return value() && operator() && value();
  }

  private boolean value() {
    if (next >= tokens.size()) {
      return false;
    }
    String token = tokens.get(next++);
    return token.startsWith("'") || token.startsWith("\"") || VARIABLES.contains(token);
  }

  private boolean operator() {
    if (take("not")) {
      return take("in");
    }
    return take("in")
        || (next < tokens.size() && "<>=!~".indexOf(tokens.get(next++).charAt(0)) >= 0);
  }

  private boolean take(String token) {
    boolean there = next < tokens.size() && tokens.get(next).equals(token);
    next += there ? 1 : 0;
    return there;
  }
}
