package io.millrace.runtime.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options and operands that several commands share, each worded once. */
final class Options {
  private Options() {}

  /** A command with {@code --help} and {@code --version}, and nothing else yet. */
  static CommandSpec helpful() {
    // not picocli's mixin, which reads annotations by reflection at every start
    CommandSpec spec = CommandSpec.create();
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    return spec;
  }

  static OptionSpec with() {
    return OptionSpec.builder("--with")
        .paramLabel("[STEP=]DECO[:ATTR=VALUE,...]")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex("")
        .description(
            "Adds a decorator to each step, or to one: retry:times=2, kubernetes:image=acme/trainer:1.5,"
                + " train=docker. It wins over the annotations; may be given several times.")
        .build();
  }

  /** Those that say where the datastore is. */
  static void addDatastore(CommandSpec spec) {
    spec.addOption(
        text(
            "--datastore",
            "TYPE",
            "Where data is kept: local or s3. Default: METAFLOW_DEFAULT_DATASTORE, else local."));
    spec.addOption(
        text(
            "--datastore-root",
            "ROOT",
            "Its folder or URL. Default: METAFLOW_DATASTORE_SYSROOT_S3 of s3, the nearest .metaflow folder of local."));
  }

  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  static OptionSpec texts(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  static OptionSpec number(String name, String label, int fallback, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(Integer.class)
        .description(description + " Default: " + fallback + ".")
        .build();
  }

  /** For what asks registries. */
  static OptionSpec allowHttp(String with) {
    return flag(
        "--allow-http",
        with + ": asks without TLS, as is always done for registries on this machine.");
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  static PositionalParamSpec operand(
      int index, String label, boolean required, String description) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .paramLabel(label)
        .type(String.class)
        .arity(required ? "1" : "0..1")
        .required(required)
        .description(description)
        .build();
  }
}
