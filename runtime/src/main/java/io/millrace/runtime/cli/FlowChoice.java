package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers where a jar holds several flows and the arguments name none of them, or where it holds
 * none.
 */
final class FlowChoice {
  private static final String COMPILING =
      "Compile flows with millrace-processor as annotation processor, into an output folder (-d);"
          + " from JDK 23 on, javac also wants -proc:full or a processor path.";

  private final List<FlowManifest> flows;
  private final String program;
  private final Surroundings surroundings;

  FlowChoice(List<FlowManifest> flows, String program, Surroundings surroundings) {
    this.flows = flows;
    this.program = program;
    this.surroundings = surroundings;
  }

  int answer(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (Set.of("--version", "-V").contains(first)) {
      surroundings.out().println(Version.line());
      return 0;
    }
    if (flows.isEmpty()) {
      return FlowCommandLine.complain(
          surroundings,
          (isClass(first)
                  ? "The class '" + first + "' has no manifest, and so is not a flow that runs. "
                  : "There is no flow on the class path. Annotate a class with @Flow. ")
              + COMPILING);
    }
    if (Set.of("--help", "-h").contains(first)) {
      new HelpPage(surroundings).print(flows, program);
      return 0;
    }
    return FlowCommandLine.complain(surroundings, complaint(first));
  }

  private String complaint(String first) {
    String names = flows.stream().map(FlowManifest::name).collect(Collectors.joining(", "));
    if (first.isEmpty() || first.startsWith("-")) {
      return "This jar has several flows: " + names + ". Name one first: " + example();
    }
    if (isClass(first)) {
      return "The class '%s' has no manifest, and so is not a flow that runs. %s The flows here: %s."
          .formatted(first, COMPILING, names);
    }
    String guess =
        Suggestion.closest(first, flows.stream().map(FlowManifest::name).toList())
            .map(name -> " Did you mean '" + name + "'?")
            .orElse("");
    return "This jar has no flow '%s', but several others: %s.%s"
        .formatted(first, names, guess.isEmpty() ? " Name one first: " + example() : guess);
  }

  private static boolean isClass(String name) {
    return !name.isEmpty()
        && ClassLoader.getSystemResource(name.replace('.', '/') + ".class") != null;
  }

  private String example() {
    return program + " " + flows.get(0).name() + " run";
  }
}
