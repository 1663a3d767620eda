package io.millrace.examples;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles flows as a user's build does: by javac, with Millrace's processor. */
final class FlowCompiler {
  private static final String LOMBOK = "lombok";

  /** Where Lombok's processor stands beside Millrace's. */
  enum Lombok {
    NONE,
    BEFORE,
    AFTER;

    String processorPath() {
      String millrace = jars(jar -> !jar.startsWith(LOMBOK));
      String lombok = jars(jar -> jar.startsWith(LOMBOK));
      return switch (this) {
        case NONE -> millrace;
        case BEFORE -> lombok + File.pathSeparator + millrace;
        case AFTER -> millrace + File.pathSeparator + lombok;
      };
    }
  }

  private FlowCompiler() {}

  /**
   * Compiles {@code sources} to classes in {@code output}.
   *
   * @throws IllegalStateException if they have errors, naming them
   */
  static void compile(Path output, String classPath, Lombok lombok, List<Path> sources) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-processorpath",
              lombok.processorPath(),
              "-cp",
              classPath + File.pathSeparator + jars(jar -> jar.startsWith(LOMBOK)),
              "-d",
              Files.createDirectories(output).toString());
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      if (!javac.getTask(null, files, found, options, null, units).call()) {
        throw new IllegalStateException(
            found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .collect(Collectors.joining("\n")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles a flow that a test has made up into {@code folder}.
   *
   * @return the class path to run it with, which has the tests' own classes, too
   */
  static String compile(Path folder, String name, String java) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), java);
    String others =
        FlowProcess.JAR + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath();
    compile(folder, others, Lombok.NONE, List.of(source));
    return others + File.pathSeparator + folder;
  }

  /** The sources in {@code folder}. */
  static List<Path> sources(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs the classes in {@code folder} into {@code jar}. */
  static Path jar(Path folder, Path jar) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those entries of the tests' class path whose file names are wanted. */
  static String jars(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> wanted.test(Path.of(entry).getFileName().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
