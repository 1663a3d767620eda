package io.millrace.runtime.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.bootstrap.PortableJava;
import io.millrace.testing.Component;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, which is machine code, and its counterpart in Java. */
class LauncherTest {
  @TempDir Path folder;

  private Path launcher() throws Exception {
    Path file = folder.resolve("launch");
    if (Files.exists(file)) {
      return file;
    }
    try (InputStream in =
        PortableJava.class.getResourceAsStream("launch-" + System.getProperty("os.arch"))) {
      Files.copy(in, file);
    }
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private String run(List<String> command, Map<String, String> variables) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return out + "exit " + process.waitFor();
  }

  @Test
  void hidesWhatChangesTheStartOfJavaAndAddsALocale() throws Exception {
    String seen =
        run(
            List.of(launcher().toString(), "/usr/bin/env"),
            Map.of("JAVA_TOOL_OPTIONS", "-Xnonsense"));
    assertEquals(
        "\u00caAVA_TOOL_OPTIONS=-Xnonsense\nLC_ALL=C.UTF-8\nLOCPATH=/millrace/jre/lib/locale\nexit 0",
        seen);
    assertTrue(
        run(List.of(launcher().toString(), "/usr/bin/env"), Map.of("JAVA_HOME", "/java"))
            .startsWith("JAVA_HOME=/java\nLC_ALL="));
  }

  @Test
  void aProgramThatIsNotThereIs127() throws Exception {
    assertEquals("exit 127", run(List.of(launcher().toString(), "/no/such"), Map.of()));
  }

  /** Prints its own variables and those that a program inherits. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      ImageVariables.restore();
      System.out.println(new java.util.TreeMap<>(System.getenv()));
      System.out.flush();
      new ProcessBuilder("/usr/bin/env").inheritIO().start().waitFor();
    }
  }

  @Test
  void theStepAndItsProgramsSeeTheImagesVariables() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            launcher().toString(),
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName());
    String seen =
        run(command, Map.of("JAVA_TOOL_OPTIONS", "-Xnonsense", "LC_ALL", "fi_FI"))
            .replace(
                "LC_ALL=fi_FI\nJAVA_TOOL_OPTIONS=-Xnonsense",
                "JAVA_TOOL_OPTIONS=-Xnonsense\nLC_ALL=fi_FI");
    assertEquals(
        "{JAVA_TOOL_OPTIONS=-Xnonsense, LC_ALL=fi_FI}\nJAVA_TOOL_OPTIONS=-Xnonsense\nLC_ALL=fi_FI\nexit 0",
        seen);
  }

  @Test
  void theProgramIsAssembledFromItsSource() throws Exception {
    Component.BINUTILS.require(Path.of("/usr/bin/as"), Path.of("/usr/bin/ld"));
    String machine = System.getProperty("os.arch");
    Path source = Path.of("src/main/native/launch-" + machine + ".s").toAbsolutePath();
    Path object = folder.resolve("launch.o");
    Path made = folder.resolve("made");
    assertEquals(
        "exit 0",
        run(List.of("/usr/bin/as", source.toString(), "-o", object.toString()), Map.of()));
    assertEquals(
        "exit 0",
        run(
            List.of(
                "/usr/bin/ld",
                "-n",
                "-s",
                "--build-id=none",
                object.toString(),
                "-o",
                made.toString()),
            Map.of()));
    assertArrayEquals(Files.readAllBytes(launcher()), Files.readAllBytes(made));
  }
}
