package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells what a step sees in its container. */
@Flow
public class ContainerFlow {
  @Parameter(help = "A program to start, its words between commas.")
  String program = "";

  @Parameter(help = "Megabytes to fill.")
  int fill = 0;

  Map<String, String> variables;
  String programOutput = "";
  String user;
  String group;
  String folder;
  String java;
  String temporary;
  List<String> rootFiles;
  long heap;
  int processors;
  String odd;

  @Step(next = "look")
  void start() {}

  @Step(next = "end")
  void look(TaskContext task) throws IOException, InterruptedException {
    variables = new TreeMap<>(System.getenv());
    user = id("Uid:");
    group = id("Gid:");
    folder = Path.of("").toAbsolutePath().toString();
    java = System.getProperty("java.home");
    heap = Runtime.getRuntime().maxMemory();
    processors = Runtime.getRuntime().availableProcessors();
    Path file = Files.writeString(task.tempDir().resolve("naïve-ä.txt"), "odd name");
    odd = Files.readString(file);
    temporary = file.getParent().getParent().toString();
    try (Stream<Path> all = Files.list(Path.of("/"))) {
      rootFiles = all.map(Path::toString).sorted().toList();
    }
    if (!program.isEmpty()) {
      Process process =
          new ProcessBuilder(Arrays.asList(program.split(",")))
              .redirectErrorStream(true)
              .start(); // the variables are not asked for: those of this process are inherited
      programOutput =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              + "exit "
              + process.waitFor();
    }
    List<byte[]> filled = new ArrayList<>();
    for (int i = 0; i < fill; i++) {
      filled.add(new byte[1 << 20]);
    }
    System.out.println("looked around in " + folder + ", " + filled.size() + " MB");
  }

  private static String id(String which) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(which))
        .map(line -> line.split("\\s+")[1])
        .findFirst()
        .orElseThrow();
  }

  @Step
  void end() {}
}
