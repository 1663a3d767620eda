package io.millrace.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The test sources and golden files, in the source tree so that they can be rewritten. */
final class Resources {
  static final Path ROOT = Path.of("src/test/resources");

  /** {@code -Dmillrace.golden=rewrite} rewrites every golden file with what came out. */
  static final boolean REWRITE = "rewrite".equals(System.getProperty("millrace.golden"));

  private Resources() {}

  static List<Path> sources(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
