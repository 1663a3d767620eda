package io.millrace.runtime.cli;

import io.millrace.generated.FlowRunner;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.plan.Planner;
import io.millrace.runtime.plan.RunPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * A command that is to be executed, with what most commands need.
 *
 * @param flow that it is about
 * @param arguments of the innermost command
 * @param surroundings of the process
 * @param program how the user starts this program for this flow
 */
record Invocation(FlowManifest flow, ParseResult arguments, Surroundings surroundings, String program) {

  Configuration configuration() {
    return Configuration.load(surroundings.environment(), surroundings.folder());
  }

  RunPlan plan() {
    return Planner.plan(flow, configuration(), strings("--with"));
  }

  /** The value of an option or operand that may be left out. */
  Optional<String> string(String option) {
    return Optional.ofNullable(arguments.matchedOptionValue(option, (String) null));
  }

  /** The values of an option that may be given several times. */
  List<String> strings(String option) {
    return arguments.matchedOptionValue(option, List.of());
  }

  boolean flag(String option) {
    return arguments.hasMatchedOption(option);
  }

  /** The operand at {@code index}, if there are as many. */
  Optional<String> operand(int index) {
    return arguments.hasMatchedPositional(index)
        ? Optional.of(arguments.matchedPositionalValue(index, ""))
        : Optional.empty();
  }

  void print(String line) {
    surroundings.out().println(line);
  }

  /** The generated class that drives the flow. */
  @SuppressWarnings("unchecked")
  static FlowRunner<Object> runner(FlowManifest flow) {
    try {
      return (FlowRunner<Object>)
          Class.forName(flow.runnerName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new UsageException(
          "The generated class %s is not on the class path (%s). Build the jar anew."
              .formatted(flow.runnerName(), e));
    }
  }
}
