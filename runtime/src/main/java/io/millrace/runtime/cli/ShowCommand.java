package io.millrace.runtime.cli;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code show}: the graph of the flow. */
final class ShowCommand implements Command {
  @Override
  public String name() {
    return "show";
  }

  @Override
  public String description() {
    return "Shows the steps of the flow and what leads to what.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addOption(Options.text("--format", "FORMAT", "text (the default), dot, mermaid or json."));
  }

  @Override
  public int execute(Invocation invocation) {
    FlowManifest flow = invocation.flow();
    FlowGraph graph = FlowGraph.of(flow);
    String format = invocation.string("--format").orElse("text");
    String drawing =
        switch (format) {
          case "text" -> GraphText.text(flow, graph);
          case "dot" -> GraphText.dot(flow, graph);
          case "mermaid" -> GraphText.mermaid(graph);
          case "json" -> GraphJson.json(flow, graph);
          default ->
              throw new UsageException(
                  "--format: there is no format '%s'. Give one of text, dot, mermaid, json."
                      .formatted(format));
        };
    invocation.surroundings().out().print(drawing);
    return 0;
  }
}
