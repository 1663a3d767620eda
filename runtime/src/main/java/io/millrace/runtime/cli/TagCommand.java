package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.metadata.Metadata.RunRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tag add|remove|list}: the tags of a run. */
final class TagCommand implements Command {
  @Override
  public String name() {
    return "tag";
  }

  @Override
  public String description() {
    return "Adds, removes and lists the tags of a run.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addSubcommand("add", action("Adds tags to a run.", true));
    spec.addSubcommand("remove", action("Removes tags from a run.", true));
    spec.addSubcommand("list", action("Lists the tags of a run.", false));
  }

  private static CommandSpec action(String description, boolean tags) {
    CommandSpec spec = Options.helpful();
    spec.usageMessage().description(description);
    if (tags) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index("0..*")
              .paramLabel("TAG")
              .arity("1..*")
              .required(true)
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description("The tags.")
              .build());
    }
    spec.addOption(Options.text("--run-id", "RUN", "The run. Default: the latest."));
    Options.addDatastore(spec);
    return spec;
  }

  @Override
  public int execute(Invocation invocation) {
    String flow = invocation.flow().name();
    String id = invocation.string("--run-id").orElseGet(invocation::latestRun);
    RunRecord run =
        invocation
            .metadata()
            .run(flow, id)
            .orElseThrow(
                () -> new UsageException("--run-id: there is no run " + flow + "/" + id + "."));
    String action = invocation.arguments().commandSpec().name();
    if (action.equals("list")) {
      new TreeSet<>(run.tags().tags()).forEach(invocation::print);
      new TreeSet<>(run.tags().systemTags()).forEach(tag -> invocation.print(tag + " (system)"));
      return 0;
    }
    List<String> named = invocation.arguments().matchedPositionalValue(0, List.of());
    Set<String> tags = new LinkedHashSet<>(run.tags().tags());
    if (action.equals("add")) {
      tags.addAll(named);
    } else {
      refuseSystemTags(run, named);
      named.forEach(tags::remove);
    }
    invocation.metadata().tag(flow, id, tags);
    invocation.print(flow + "/" + id + " has the tags: " + String.join(", ", tags));
    return 0;
  }

  private static void refuseSystemTags(RunRecord run, List<String> tags) {
    for (String tag : tags) {
      if (run.tags().systemTags().contains(tag)) {
        throw new UsageException("'" + tag + "' is a system tag. Those cannot be removed.");
      }
    }
  }
}
