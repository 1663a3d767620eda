package io.millrace.runtime.cli;

import io.millrace.manifest.Release;

/** What {@code --version} prints. */
final class Version {
  private Version() {}

  static String line() {
    return "millrace %s (Java %s)".formatted(Release.version(), System.getProperty("java.version"));
  }
}
