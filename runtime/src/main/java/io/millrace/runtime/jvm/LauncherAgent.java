package io.millrace.runtime.jvm;

import io.millrace.runtime.storage.Temporary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a jar starts with, by {@code Launcher-Agent-Class} in its manifest. Only {@code
 * java -jar} starts it, so other JVMs get it as a {@code -javaagent}, whose jar names this class.
 */
public final class LauncherAgent {
  /** The name of that jar's file. */
  private static final String FILE = "launcher-agent.jar";

  private static final Attributes.Name AGENT = new Attributes.Name("Launcher-Agent-Class");

  /** What an agent may do, as its manifest says. */
  private static final List<String> RIGHTS =
      List.of("Can-Redefine-Classes", "Can-Retransform-Classes", "Can-Set-Native-Method-Prefix");

  private static @Nullable Optional<Path> known;

  private LauncherAgent() {}

  /** Starts the agent in a JVM that the scheduler has started. */
  public static void premain(String type, Instrumentation instrumentation) throws Exception {
    Class<?> agent = Class.forName(type, true, ClassLoader.getSystemClassLoader());
    try {
      agent
          .getMethod("agentmain", String.class, Instrumentation.class)
          .invoke(null, null, instrumentation);
    } catch (NoSuchMethodException e) {
      agent.getMethod("agentmain", String.class).invoke(null, (Object) null);
    }
  }

  /** The jar that starts the agent of this process; empty if it has none. */
  public static synchronized Optional<Path> jar() {
    Optional<Path> jar = known;
    if (jar == null) {
      jar = given().or(LauncherAgent::make);
      known = jar;
    }
    return jar;
  }

  /** The options that start it where {@code classPath} has that jar. */
  public static List<String> options(List<String> classPath) {
    return classPath.stream()
        .filter(entry -> Path.of(entry).endsWith(FILE))
        .map(entry -> "-javaagent:" + entry + "=" + type())
        .toList();
  }

  /** This process may have got it itself. */
  private static Optional<Path> given() {
    return JavaArguments.ofThisProcess().options().stream()
        .filter(option -> option.startsWith("-javaagent:"))
        .map(option -> option.substring("-javaagent:".length()).replaceFirst("=.*", ""))
        .map(Path::of)
        .filter(path -> path.endsWith(FILE))
        .findFirst();
  }

  private static Optional<Path> make() {
    return ProcessClassPath.launched()
        .filter(attributes -> attributes.getValue(AGENT) != null)
        .map(LauncherAgent::write);
  }

  private static Path write(Attributes launched) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", LauncherAgent.class.getName());
    attributes.put(AGENT, launched.getValue(AGENT).strip());
    for (String right : RIGHTS) {
      if (launched.getValue(right) != null) {
        attributes.putValue(right, launched.getValue(right));
      }
    }
    try {
      Path jar = Temporary.folder("agent-").resolve(FILE);
      try (OutputStream out = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
        entry.setTime(0); // the same bytes each time
        zip.putNextEntry(entry);
        manifest.write(zip);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("The jar's agent cannot be brought to tasks: " + e, e);
    }
  }

  private static String type() {
    try (JarFile jar = new JarFile(jar().orElseThrow().toFile())) {
      return jar.getManifest().getMainAttributes().getValue(AGENT);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar's agent cannot be brought to tasks: " + e, e);
    }
  }
}
