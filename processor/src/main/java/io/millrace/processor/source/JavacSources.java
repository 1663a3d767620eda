package io.millrace.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import io.millrace.manifest.Position;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Kotlin;
import io.millrace.processor.model.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** The sources as javac's Compiler Tree API shows them. */
final class JavacSources extends Sources {
  private final Trees trees;
  private final Set<Tree> reported = Collections.newSetFromMap(new IdentityHashMap<>());

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
  public Position position(Place place) {
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

  @Override
  public boolean reportAssignedParameters(FlowModel flow, Function<String, String> message) {
    Set<String> parameters =
        flow.fields().stream()
            .filter(FieldModel::isParameter)
            .map(FieldModel::name)
            .collect(Collectors.toSet());
    AtomicBoolean any = new AtomicBoolean();
    for (TypeElement type :
        parameters.isEmpty() ? List.<TypeElement>of() : Hierarchy.of(flow.type())) {
      TreePath path = trees.getPath(type);
      if (path == null) {
        continue; // compiled before
      }
      CompilationUnitTree unit = path.getCompilationUnit();
      AssignmentScanner scanner =
          new AssignmentScanner(
              type.getSimpleName().toString(),
              parameters,
              (name, tree) -> {
                any.set(true);
                if (reported.add(tree)) { // a class that several flows extend
                  trees.printMessage(Diagnostic.Kind.ERROR, message.apply(name), tree, unit);
                }
              });
      for (Tree member : ((ClassTree) path.getLeaf()).getMembers()) {
        if (isCodeOfTasks(member)) {
          scanner.scan(member, null);
        }
      }
    }
    return any.get();
  }

  @Override
  public Optional<FlowText> text(FlowModel flow) {
    List<FlowText.Part> parts = new ArrayList<>();
    for (TypeElement type : Hierarchy.of(flow.type())) {
      TreePath path = trees.getPath(type);
      if (path == null || Kotlin.wrote(type)) { // compiled before, or a stub without code
        return Optional.empty();
      }
      parts.add(new FlowText.Part((ClassTree) path.getLeaf(), path.getCompilationUnit()));
    }
    return Optional.of(new FlowText(parts));
  }

  @Override
  public void report(
      Diagnostic.Kind kind, String text, Tree tree, FlowText.Part part, Element around) {
    if (reported.add(tree)) {
      trees.printMessage(kind, text, tree, part.unit());
    }
  }

  /** Initializers and constructors give parameters their defaults. */
  private static boolean isCodeOfTasks(Tree member) {
    return member instanceof ClassTree type
        ? !type.getModifiers().getFlags().contains(Modifier.STATIC)
        : member instanceof MethodTree method && method.getReturnType() != null;
  }

  private int line(CompilationUnitTree unit, Tree tree) {
    long start = NamePosition.of(trees.getSourcePositions(), unit, tree);
    return start < 0 ? 0 : (int) unit.getLineMap().getLineNumber(start);
  }
}
