package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles flows that tests make up. */
final class FlowCompiler {
  private FlowCompiler() {}

  /**
   * Compiles a flow into {@code folder}.
   *
   * @return the class path to run it with
   */
  static String compile(Path folder, String name, String java) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), java);
    String classPath =
        FlowProcess.JAR
            + File.pathSeparator
            + Path.of("target", "test-classes").toAbsolutePath()
            + File.pathSeparator
            + folder;
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-processorpath",
                System.getProperty("java.class.path"),
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, compiled, java);
    return classPath;
  }
}
