package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.metadata.Metadata.RunRecord;
import io.millrace.runtime.metadata.RunTags;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tag add|remove|replace|list}: the tags of a run. */
final class TagCommand implements Command {
  private static final String ADD = "--add";
  private static final String REMOVE = "--remove";

  @Override
  public String name() {
    return "tag";
  }

  @Override
  public String description() {
    return "Adds, removes, replaces and lists the tags of a run.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addSubcommand("add", action("Adds tags to a run.", true));
    spec.addSubcommand("remove", action("Removes tags from a run.", true));
    CommandSpec replace =
        action("Removes tags from a run and adds others, in one go: removals first.", false);
    replace.addOption(
        Options.texts(REMOVE, "TAG", "Removes this tag; may be given several times."));
    replace.addOption(Options.texts(ADD, "TAG", "Adds this tag; may be given several times."));
    spec.addSubcommand("replace", replace);
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
  public List<String> examples() {
    return List.of("tag add production", "tag replace --remove draft --add production");
  }

  @Override
  public int execute(Invocation invocation) {
    String flow = invocation.flow().name();
    String id = invocation.requireRun();
    RunRecord run = invocation.metadata().run(flow, id).orElseThrow();
    String action = invocation.arguments().commandSpec().name();
    if (action.equals("list")) {
      new TreeSet<>(run.tags().tags()).forEach(invocation::print);
      new TreeSet<>(run.tags().systemTags()).forEach(tag -> invocation.print(tag + " (system)"));
      return 0;
    }
    Set<String> tags =
        invocation.metadata().tag(flow, id, known -> changed(invocation, action, known));
    invocation.print(flow + "/" + id + " has the tags: " + String.join(", ", tags));
    return 0;
  }

  private static Set<String> changed(Invocation invocation, String action, RunTags known) {
    if (action.equals("replace")) {
      return UserTags.replaced(
          ADD, known, named(invocation, REMOVE, "add"), named(invocation, ADD, "remove"));
    }
    List<String> named = invocation.arguments().matchedPositionalValue(0, List.of());
    return action.equals("add")
        ? UserTags.replaced("tag add", known, List.of(), named)
        : UserTags.replaced("tag remove", known, named, List.of());
  }

  private static List<String> named(Invocation invocation, String option, String other) {
    List<String> tags = invocation.strings(option);
    if (tags.isEmpty()) {
      throw new UsageException(
          "tag replace: give at least one %s TAG, or use 'tag %s'.".formatted(option, other));
    }
    return tags;
  }
}
