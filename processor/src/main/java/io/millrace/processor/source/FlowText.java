package io.millrace.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import java.util.List;

/**
 * The source text of all classes that a flow is made of, the broadest first.
 *
 * @param parts one for each class
 */
public record FlowText(List<Part> parts) {
  /**
   * A class.
   *
   * @param unit the file that it is in
   */
  public record Part(ClassTree type, CompilationUnitTree unit) {}
}
