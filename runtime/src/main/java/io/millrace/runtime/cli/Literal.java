package io.millrace.runtime.cli;

/** Words of a flow's author in help texts, where picocli reads markup and formats. */
final class Literal {
  private Literal() {}

  /** For the description of a command, which picocli formats as {@code String.format} does. */
  static String description(String text) {
    return text(text.replace("%", "%%"));
  }

  /** The bar of each beginning of markup is put in markup of its own. */
  static String text(String text) {
    return text.replace("@|", "@@|reset ||@");
  }
}
