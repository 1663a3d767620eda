package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The project that stands alone: built by a Maven of its own, from modules in a repository of their
 * own, and run from another folder.
 */
class StandaloneIT {
  private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();
  private static final String REPOSITORY_OPTION = "-Dmaven.repo.local=" + REPOSITORY;
  private static final List<String> MODULES =
      List.of("annotations", "manifest", "runtime", "processor");

  @TempDir static Path project;
  @TempDir Path elsewhere;

  @BeforeAll
  static void buildAsItsUserDoes() throws IOException {
    shareLibraries();
    publish(Path.of("..", "pom.xml"), "millrace-parent", "pom");
    for (String module : MODULES) {
      Path folder = Path.of("..", module);
      Path reduced = folder.resolve("dependency-reduced-pom.xml");
      Path pom = Files.exists(reduced) ? reduced : folder.resolve("pom.xml");
      publish(pom, "millrace-" + module, "pom");
      String jar = "millrace-%s-0.1.0-SNAPSHOT.jar".formatted(module);
      publish(folder.resolve("target").resolve(jar), "millrace-" + module, "jar");
    }
    copy(Path.of("standalone"), project);
    FlowProcess.Result built =
        FlowProcess.process(
            project, List.of("mvn", "-q", "-B", REPOSITORY_OPTION, "package"), Map.of());
    assertEquals(0, built.code(), built::toString);
  }

  @Test
  void itsJarRunsFromAnotherFolderWithoutTheFlowsName() {
    FlowProcess.Result result =
        FlowProcess.process(
            elsewhere,
            List.of(
                "java",
                "-jar",
                project.resolve("target/flow.jar").toString(),
                "run",
                "--who",
                "Ada"),
            Map.of());

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("Hello, Ada!"), result::toString);
    assertTrue(Files.isDirectory(elsewhere.resolve(".metaflow/GreetFlow")), result::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --with docker:image=debian:12     | this jar has no io.millrace:millrace-docker. Add that dependency
          run --with kubernetes:image=debian:12 | this jar has no io.millrace:millrace-kubernetes. Add that dependency
          images check --with docker            | needs io.millrace:millrace-registry, which this jar does not contain
          """)
  void whatNeedsAModuleOfItsOwnSaysWhich(String arguments, String words) {
    List<String> command =
        new ArrayList<>(List.of("java", "-jar", project.resolve("target/flow.jar").toString()));
    command.addAll(List.of(arguments.split(" ")));
    FlowProcess.Result result = FlowProcess.process(elsewhere, command, Map.of());

    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains(words), result::toString);
  }

  @Test
  void aMistakeInItsFlowIsABuildErrorAtItsPlace() throws IOException {
    Path broken = project.resolve("broken");
    copy(Path.of("standalone"), broken);
    Path source = broken.resolve("src/main/java/acme/GreetFlow.java");
    Files.writeString(
        source, Files.readString(source).replace("next = \"end\"", "next = \"ende\""));

    FlowProcess.Result built =
        FlowProcess.process(
            broken, List.of("mvn", "-q", "-B", REPOSITORY_OPTION, "package"), Map.of());

    assertEquals(1, built.code(), built::toString);
    assertTrue(built.out().contains("Did you mean 'end'?"), built::toString);
    assertTrue(built.out().contains("GreetFlow.java:[15,"), built::toString);
  }

  /** Puts a module's pom or jar where {@code mvn install} does. */
  private static void publish(Path from, String artifact, String type) throws IOException {
    Path to =
        REPOSITORY.resolve(
            "io/millrace/%s/0.1.0-SNAPSHOT/%s-0.1.0-SNAPSHOT.%s"
                .formatted(artifact, artifact, type));
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(each -> !each.startsWith(from.resolve("target"))).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** A repository of our own that holds what the user's holds, but for our modules. */
  private static void shareLibraries() throws IOException {
    Path home = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Path shared = Path.of(System.getProperty("maven.repo.local", home.toString()));
    Files.createDirectories(REPOSITORY.resolve("io"));
    for (String folder : List.of("", "io")) {
      try (Stream<Path> children = Files.list(shared.resolve(folder))) {
        for (Path child : children.filter(Files::isDirectory).toList()) {
          Path link = REPOSITORY.resolve(shared.relativize(child).toString());
          if (!link.endsWith("io") && !link.endsWith("millrace") && Files.notExists(link)) {
            Files.createSymbolicLink(link, child);
          }
        }
      }
    }
  }
}
