package io.millrace.examples.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A task as it can be seen from outside; the order of tasks is nobody's business.
 *
 * @param lines what it printed
 * @param artifacts what it left, as Python shows it
 */
record TaskRecord(String step, List<String> lines, Map<String, String> artifacts) {
  @Override
  public String toString() {
    return step
        + lines.stream().map(line -> "\n    " + line).collect(Collectors.joining())
        + new TreeMap<>(artifacts)
            .entrySet().stream()
                .map(each -> "\n    " + each.getKey() + " = " + each.getValue())
                .collect(Collectors.joining());
  }
}
