package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiler that is started by hand, as it should not be. */
class BuildMistakesIT {
  private static final String ADVICE = "from JDK 23 on, javac also wants -proc:full";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("LoneFlow.java"),
        "import io.millrace.*;\n"
            + "@Flow class LoneFlow { @Step(next = \"end\") void start() {} @Step void end() {} }\n");
  }

  @Test
  void withoutAnOutputFolderNoRunWouldFindTheFlow() throws IOException {
    for (int round = 0; round < 2; round++) {
      FlowProcess.Result result =
          javac("-processorpath", FlowCompiler.Lombok.NONE.processorPath(), "LoneFlow.java");
      assertEquals(1, result.code(), result::toString);
      assertTrue(result.err().contains("as in 'javac -d classes'"), result::toString);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.filter(each -> each.toString().endsWith(".json")).count());
    }
  }

  @Test
  void withoutTheProcessorTheClassIsNoFlow() {
    FlowProcess.Result compiled = javac("-proc:none", "LoneFlow.java");
    assertEquals(0, compiled.code(), compiled::toString);

    FlowProcess.Result result =
        FlowProcess.process(
            folder, FlowProcess.command(".:" + FlowProcess.JAR, "LoneFlow", "run"), Map.of());
    assertEquals(2, result.code(), result::toString);
    assertTrue(
        result.err().contains("The class 'LoneFlow' has no manifest")
            && result.err().contains(ADVICE),
        result::toString);
  }

  private FlowProcess.Result javac(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-cp", FlowProcess.JAR.toString()));
    command.addAll(List.of(arguments));
    return FlowProcess.process(folder, command, Map.of());
  }
}
