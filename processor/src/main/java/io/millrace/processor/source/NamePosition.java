package io.millrace.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;

/** Where a declaration is, beyond its annotations: the line that a reader looks for. */
final class NamePosition {
  private NamePosition() {}

  /** The offset in the file, -1 if it is unknown. */
  static long of(SourcePositions positions, CompilationUnitTree unit, Tree tree) {
    if (tree instanceof MethodTree method && method.getReturnType() != null) {
      return positions.getStartPosition(unit, method.getReturnType());
    } else if (tree instanceof VariableTree field && field.getType() != null) {
      return positions.getStartPosition(unit, field.getType());
    } else if (tree instanceof ClassTree type) {
      return afterAnnotations(positions, unit, type, type.getModifiers());
    }
    return positions.getStartPosition(unit, tree);
  }

  private static long afterAnnotations(
      SourcePositions positions,
      CompilationUnitTree unit,
      ClassTree type,
      ModifiersTree modifiers) {
    long start = positions.getStartPosition(unit, type);
    for (Tree annotation : modifiers.getAnnotations()) {
      start = Math.max(start, positions.getEndPosition(unit, annotation));
    }
    return modifiers.getAnnotations().isEmpty() ? start : nextWord(unit, start);
  }

  private static long nextWord(CompilationUnitTree unit, long offset) {
    try {
      CharSequence text = unit.getSourceFile().getCharContent(true);
      int next = (int) offset;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      return next;
    } catch (java.io.IOException e) {
      return offset; // the annotation's line is near enough
    }
  }
}
