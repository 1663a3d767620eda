package io.millrace.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.ReservedOptions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class RunOptionsTest {
  @Test
  void theCompilerKnowsAllOfThem() {
    CommandSpec spec = Options.helpful();
    RunOptions.add(spec);
    Set<String> names =
        spec.options().stream()
            .map(option -> option.longestName().substring(2))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("origin-run-id"); // of resume, which takes the parameters' place
    assertEquals(new TreeSet<>(ReservedOptions.OF_RUN), names);
  }

  @Test
  void aParameterOfAFlowThatWasCompiledBeforeTakesTheOptionsPlace() {
    CommandSpec spec = Options.helpful();
    OptionSpec parameter = OptionSpec.builder("--pin").type(String.class).arity("1").build();
    spec.addOption(parameter);
    RunOptions.add(spec);
    assertEquals(parameter, spec.findOption("--pin"));
    assertTrue(spec.optionsMap().containsKey("--quiet"));
  }
}
