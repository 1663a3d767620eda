package io.millrace.processor.generate;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import io.millrace.manifest.Position;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Place;
import java.nio.file.Path;
import javax.annotation.processing.ProcessingEnvironment;

/** The sources as javac's Compiler Tree API shows them. */
final class JavacSources extends Sources {
  private final Trees trees;

  private JavacSources(Trees trees) {
    this.trees = trees;
  }

  /**
   * The sources of {@code environment}.
   *
   * @throws IllegalArgumentException if it is not javac's
   */
  static Sources in(ProcessingEnvironment environment) {
    return new JavacSources(Trees.instance(environment));
  }

  @Override
  Position position(Place place) {
    TreePath top = trees.getPath(Hierarchy.topLevel(place.element()));
    if (top == null) {
      return super.position(place); // from a class file
    }
    Tree tree =
        place.annotation() == null
            ? trees.getTree(place.element())
            : trees.getTree(place.element(), place.annotation());
    CompilationUnitTree unit = top.getCompilationUnit();
    Path file = Path.of(unit.getSourceFile().getName()).getFileName();
    return new Position(String.valueOf(file), tree == null ? 0 : line(unit, tree));
  }

  private int line(CompilationUnitTree unit, Tree tree) {
    long start = NamePosition.of(trees.getSourcePositions(), unit, tree);
    return start < 0 ? 0 : (int) unit.getLineMap().getLineNumber(start);
  }
}
