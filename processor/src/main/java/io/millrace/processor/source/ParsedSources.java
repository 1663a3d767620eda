package io.millrace.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of Eclipse's compiler, which has no API for them: their files are parsed once more,
 * by the parser of the JDK at hand. Without one, or where a file cannot be found, there is no text.
 */
final class ParsedSources extends Sources {
  private final Messager messager;
  private final JavaCompiler parser;
  private final Map<String, Optional<CompilationUnitTree>> units = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  private ParsedSources(Messager messager, JavaCompiler parser) {
    this.messager = messager;
    this.parser = parser;
  }

  /** Those that {@code messager} is told of. */
  static Sources of(Messager messager) {
    JavaCompiler parser = ToolProvider.getSystemJavaCompiler();
    return parser == null ? new Sources() : new ParsedSources(messager, parser);
  }

  @Override
  public Optional<FlowText> text(FlowModel flow) {
    List<FlowText.Part> parts = new ArrayList<>();
    for (TypeElement type : Hierarchy.of(flow.type())) {
      Optional<FlowText.Part> part = file(type).flatMap(this::parsed).flatMap(in(type));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new FlowText(parts));
  }

  /** The file of a class that is compiled now, which its element knows. */
  private static Optional<String> file(TypeElement type) {
    try {
      Method method = Hierarchy.topLevel(type).getClass().getDeclaredMethod("getFileName");
      method.setAccessible(true);
      return Optional.ofNullable((String) method.invoke(Hierarchy.topLevel(type)))
          .filter(name -> name.endsWith(".java") && new File(name).isFile());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // another version of that compiler
    }
  }

  private Optional<CompilationUnitTree> parsed(String file) {
    return units.computeIfAbsent(file, this::parse);
  }

  private Optional<CompilationUnitTree> parse(String file) {
    DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        parser.getStandardFileManager(ignored, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          parser.getTask(
              null,
              files,
              ignored,
              List.of("-proc:none"),
              null,
              files.getJavaFileObjects(new File(file)));
      for (CompilationUnitTree unit : ((JavacTask) task).parse()) {
        return Optional.of(unit);
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static java.util.function.Function<CompilationUnitTree, Optional<FlowText.Part>> in(
      TypeElement type) {
    return unit -> find(unit.getTypeDecls(), path(type)).map(tree -> new FlowText.Part(tree, unit));
  }

  /** The simple names of the classes around {@code type}, and its own. */
  private static List<String> path(TypeElement type) {
    List<String> path = new ArrayList<>();
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      path.add(0, each.getSimpleName().toString());
    }
    return path;
  }

  private static Optional<ClassTree> find(List<? extends Tree> members, List<String> path) {
    for (Tree member : members) {
      if (member instanceof ClassTree type && type.getSimpleName().contentEquals(path.get(0))) {
        return path.size() == 1
            ? Optional.of(type)
            : find(type.getMembers(), path.subList(1, path.size()));
      }
    }
    return Optional.empty();
  }

  /** That compiler takes elements alone. */
  @Override
  public void report(
      Diagnostic.Kind kind, String text, Tree tree, FlowText.Part part, Element around) {
    if (reported.add(text + around)) {
      messager.printMessage(kind, text, around);
    }
  }
}
