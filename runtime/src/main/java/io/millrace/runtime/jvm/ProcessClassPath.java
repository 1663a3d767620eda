package io.millrace.runtime.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Where this process has its classes. Other processes of the run have them on their class path,
 * those of modules, too: there, nothing is closed to what reads and sets a flow's fields.
 */
public final class ProcessClassPath {
  private ProcessClassPath() {}

  /** The jars and folders, in order. */
  public static List<String> entries() {
    List<String> entries = new ArrayList<>();
    for (String entry : split(System.getProperty("java.class.path", ""))) {
      entries.add(entry.isEmpty() ? "." : entry); // as Java has it
    }
    for (String entry : split(System.getProperty("jdk.module.path", ""))) {
      entries.addAll(modules(Path.of(entry)));
    }
    return entries;
  }

  private static List<String> split(String path) {
    return path.isEmpty() ? List.of() : List.of(path.split(File.pathSeparator, -1));
  }

  /** An entry is a module, as a jar or a folder, or a folder of such. */
  private static List<String> modules(Path entry) {
    if (!Files.isDirectory(entry) || Files.exists(entry.resolve("module-info.class"))) {
      return List.of(entry.toString());
    }
    try (Stream<Path> all = Files.list(entry)) {
      return all.filter(ProcessClassPath::isModule).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      return List.of(); // the JVM has no modules from there, either
    }
  }

  private static boolean isModule(Path path) {
    return path.toString().endsWith(".jar") || Files.exists(path.resolve("module-info.class"));
  }

  /** What the manifest of the jar says that {@code java -jar} started; empty if none was. */
  static Optional<Attributes> launched() {
    return JavaArguments.ofThisProcess().jar() ? Jar.ATTRIBUTES : Optional.empty();
  }

  /**
   * The jar of Spring Boot's that this process runs, in which other JVMs do not find the classes.
   */
  public static Optional<String> springBootJar() {
    return Jar.ATTRIBUTES
        .filter(attributes -> attributes.getValue("Spring-Boot-Classes") != null)
        .map(attributes -> System.getProperty("java.class.path"));
  }

  /** Read once, as each task that is started asks for it. */
  private static final class Jar {
    private static final Optional<Attributes> ATTRIBUTES = attributes();
  }

  private static Optional<Attributes> attributes() {
    String path = System.getProperty("java.class.path", "");
    if (!Files.isRegularFile(Path.of(path))) {
      return Optional.empty();
    }
    try (JarFile jar = new JarFile(path)) {
      return Optional.ofNullable(jar.getManifest()).map(Manifest::getMainAttributes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
