package io.millrace.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Real sources through a real compiler with the processor, and what came out. */
record Compilation(boolean success, List<Complaint> complaints, Path output) {

  /** The compilers that must agree. */
  enum Compiler {
    JAVAC,
    ECJ;

    JavaCompiler tool() {
      return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
    }
  }

  /** A diagnostic, without what differs between machines. */
  record Complaint(Diagnostic.Kind kind, String file, long line, long column, String text) {
    String withoutColumn() {
      return file + ":" + line + " " + text;
    }

    @Override
    public String toString() {
      return file + ":" + line + ":" + column + " " + text;
    }
  }

  static Compilation of(Compiler compiler, Path output, List<Path> sources, Path... classPath) {
    return of(new FlowProcessor(), compiler, output, sources, classPath);
  }

  static Compilation of(
      Processor processor, Compiler compiler, Path output, List<Path> sources, Path... classPath) {
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    JavaCompiler tool = compiler.tool();
    try (StandardJavaFileManager files =
        tool.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> classes = new ArrayList<>(List.of(System.getProperty("java.class.path")));
      Stream.of(classPath).map(Path::toString).forEach(classes::add);
      List<String> options = new ArrayList<>(List.of("-d", output.toString(), "--release", "17"));
      options.addAll(List.of("-classpath", String.join(":", classes)));
      options.addAll(List.of("-s", output.toString(), "-encoding", "UTF-8"));
      options.addAll(
          compiler == Compiler.JAVAC
              ? List.of("-Xlint:all,-auxiliaryclass,-path,-classfile,-options")
              : List.of("-proceedOnError", "-Xlint:unchecked"));
      JavaCompiler.CompilationTask task =
          tool.getTask(
              null, files, collector, options, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(List.of(processor));
      boolean success = task.call();
      return new Compilation(
          success,
          collector.getDiagnostics().stream().map(Compilation::complaint).toList(),
          output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Complaint complaint(Diagnostic<? extends JavaFileObject> diagnostic) {
    String file =
        diagnostic.getSource() == null
            ? ""
            : String.valueOf(Path.of(diagnostic.getSource().toUri()).getFileName());
    return new Complaint(
        diagnostic.getKind(),
        file,
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getMessage(Locale.ROOT).strip());
  }

  /** Every file that was written and is not a class, by its path. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".class")) {
          texts.put(output.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
