package io.millrace.manifest;

/**
 * A place in the author's source.
 *
 * @param file the file's simple name, such as {@code ScoreFlow.java}
 * @param line from 1; 0 where the compiler could not tell
 */
public record Position(String file, int line) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
