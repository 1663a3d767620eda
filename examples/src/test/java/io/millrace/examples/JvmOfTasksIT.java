package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task's JVM has what the flow's JVM was given: by its options, its jar, its modules. */
class JvmOfTasksIT {
  @TempDir Path folder;

  /** A flow that reads a field that Java keeps closed, and says whether its agent has run. */
  static final String FLOW =
      """
      import io.millrace.*;

      @Flow
      public class OpensFlow {
        String seen;

        @Step(next = "end")
        void start() throws Exception {
          var field = Thread.class.getDeclaredField("name");
          field.setAccessible(true);
          seen = "opened, agent " + System.getProperty("acme.agent");
        }

        @Step
        void end() {
          System.out.println(seen);
        }
      }
      """;

  static final String AGENT =
      """
      import java.lang.instrument.Instrumentation;

      public class AcmeAgent {
        public static void agentmain(String argument, Instrumentation instrumentation) {
          System.setProperty("acme.agent",
              argument + " " + instrumentation.isRetransformClassesSupported());
        }
      }
      """;

  /** A jar that {@code java -jar} starts, whose manifest opens a package and names an agent. */
  static Path jarWithAgent(Path folder) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path agent = Files.writeString(folder.resolve("AcmeAgent.java"), AGENT);
    Path flow = Files.writeString(folder.resolve("OpensFlow.java"), FLOW);
    FlowCompiler.compile(
        classes, FlowProcess.JAR.toString(), FlowCompiler.Lombok.NONE, List.of(flow, agent));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "io.millrace.runtime.Main");
    attributes.put(Attributes.Name.CLASS_PATH, FlowProcess.JAR.toUri().toString());
    attributes.putValue("Add-Opens", "java.base/java.lang");
    attributes.putValue("Launcher-Agent-Class", "AcmeAgent");
    attributes.putValue("Can-Retransform-Classes", "true");
    return jar(classes, folder.resolve("opens.jar"), manifest);
  }

  @Test
  void whatTheManifestAsksForReachesTheTask() throws IOException {
    String jar = jarWithAgent(folder).toString();

    assertRuns(
        "opened, agent null true", Map.of(), List.of("java", "-jar", jar, "OpensFlow", "run"));
    assertRuns( // through a second process, as its arguments need UTF-8
        "opened, agent null true",
        Map.of("LC_ALL", "C"),
        List.of("java", "-jar", jar, "OpensFlow", "run", "--tag", "ä"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--add-opens java.base/java.lang=ALL-UNNAMED -cp", "-cp", "@"})
  void optionsReachTheTaskWhereverTheyStand(String before) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    String classPath = FlowCompiler.compile(classes, "OpensFlow", FLOW);
    List<String> command = new ArrayList<>(List.of("java"));
    switch (before) {
      case "@" -> {
        Path options =
            Files.writeString(
                folder.resolve("options"), "--add-opens java.base/java.lang=ALL-UNNAMED");
        command.addAll(List.of("@" + options, "-cp", classPath));
      }
      case "-cp" ->
          command.addAll(List.of("-cp", classPath, "--add-opens=java.base/java.lang=ALL-UNNAMED"));
      default -> {
        command.addAll(List.of(before.split(" ")));
        command.add(classPath);
      }
    }
    command.addAll(List.of("io.millrace.runtime.Main", "OpensFlow", "run"));
    assertRuns("opened, agent null", Map.of(), command);
  }

  /** An empty entry of a class path is the folder that the command is started in. */
  @Test
  void theFolderAtHandIsOnTheClassPathOfTasksToo() throws IOException {
    String jar = FlowProcess.JAR.toString();
    Path flow = Files.writeString(folder.resolve("OpensFlow.java"), FLOW);
    FlowCompiler.compile(folder, jar, FlowCompiler.Lombok.NONE, List.of(flow));
    for (String classPath : List.of(jar + File.pathSeparator, File.pathSeparator + jar)) {
      assertRuns(
          "opened, agent null",
          Map.of(),
          List.of(
              "java",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "-cp",
              classPath,
              "io.millrace.runtime.Main",
              "OpensFlow",
              "run"));
    }
  }

  /** Libraries as automatic modules, the flow as one that says what it requires and opens. */
  @Test
  void aFlowOnTheModulePath() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/acme/flows"));
    Path flow =
        Files.writeString(
            source.resolve("OpensFlow.java"),
            "package acme.flows;\n"
                + FLOW.replace(
                    "Thread.class.getDeclaredField(\"name\")",
                    "OpensFlow.class.getDeclaredField(\"seen\")"));
    Path module =
        Files.writeString(
            folder.resolve("source/module-info.java"),
            "module acme.flows { requires io.millrace.annotations; opens acme.flows; }");
    Path classes = folder.resolve("flow");
    String libraries = modules();
    run(
        List.of(
            "javac",
            "-d",
            classes.toString(),
            "-p",
            libraries,
            "--processor-path",
            FlowCompiler.Lombok.NONE.processorPath(),
            flow.toString(),
            module.toString()));
    String path = libraries + File.pathSeparator + classes;
    List<String> main =
        List.of(
            "java",
            "-p",
            path,
            "--add-modules",
            "acme.flows,java.sql,ALL-MODULE-PATH",
            "-m",
            "io.millrace.runtime/io.millrace.runtime.Main");

    List<String> command = new ArrayList<>(main);
    command.add("run");
    assertRuns("opened, agent null", Map.of(), command);
    command = new ArrayList<>(main);
    command.add("--help");
    FlowProcess.Result help = process(Map.of(), command);
    assertEquals(0, help.code(), help::toString);
    assertTrue(help.out().contains("java -p "), help::toString);
    assertTrue(
        help.out().contains(" -m io.millrace.runtime/io.millrace.runtime.Main COMMAND"),
        help::toString);
  }

  @Test
  void aJarOfSpringBootIsNamed() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    FlowCompiler.compile(classes, "OpensFlow", FLOW);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.millrace.runtime.Main");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.CLASS_PATH, FlowProcess.JAR.toUri().toString());
    manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    Path jar = jar(classes, folder.resolve("boot.jar"), manifest);

    for (String verb : List.of("run", "check")) {
      FlowProcess.Result result =
          process(Map.of(), List.of("java", "-jar", jar.toString(), "OpensFlow", verb));
      assertEquals(2, result.code(), result::toString);
      assertEquals(1, result.err().lines().count(), result::toString);
      assertTrue(result.err().contains("is a Spring Boot jar"), result::toString);
    }
  }

  /** Millrace's own modules as jars of their own, with what they need. */
  private static String modules() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String module : List.of("annotations", "manifest", "runtime")) {
      Path jar =
          Path.of("..", module, "target", "millrace-" + module + "-0.1.0-SNAPSHOT.jar")
              .toAbsolutePath()
              .normalize();
      paths.add(jar.toString());
    }
    String libraries =
        FlowCompiler.jars(
            name ->
                name.matches(
                    "(jackson-(jr|core)|picocli|jspecify|commons-(compress|io|lang|codec)).*"));
    return String.join(File.pathSeparator, paths) + File.pathSeparator + libraries;
  }

  private static Path jar(Path classes, Path jar, Manifest manifest) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().endsWith(".java")) {
          zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, zip);
        }
      }
    }
    return jar;
  }

  private void assertRuns(String output, Map<String, String> environment, List<String> command) {
    FlowProcess.Result result = process(environment, command);
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(output), result::toString);
  }

  private FlowProcess.Result process(Map<String, String> environment, List<String> command) {
    List<String> whole = new ArrayList<>(command);
    whole.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
    return FlowProcess.process(folder, whole, environment);
  }

  private void run(List<String> command) {
    FlowProcess.Result result = process(Map.of(), command);
    assertEquals(0, result.code(), result::toString);
  }
}
