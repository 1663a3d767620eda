package io.millrace.examples;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kotlin's compiler, in a process of its own. */
final class KotlinCompiler {
  private static final String KAPT = "kotlin-annotation-processing";

  private KotlinCompiler() {}

  /** Compiles {@code sources} to classes in {@code folder}. */
  static FlowProcess.Result compile(Path folder, String classPath, List<Path> sources) {
    return run(folder, classPath, List.of(), sources);
  }

  /** Runs Millrace's processor over {@code sources}, by kapt, and compiles nothing. */
  static FlowProcess.Result process(Path folder, List<Path> sources) {
    List<String> options = new ArrayList<>();
    options.add("-Xplugin=" + FlowCompiler.jars(jar -> jar.startsWith(KAPT)));
    option(options, "aptMode", "stubsAndApt");
    option(options, "mapDiagnosticLocations", "true");
    for (String output : List.of("sources", "classes", "stubs")) {
      option(options, output, folder.resolve(output).toString());
    }
    for (String jar :
        FlowCompiler.jars(jar -> !jar.startsWith("kotlin")).split(File.pathSeparator)) {
      option(options, "apclasspath", jar);
    }
    return run(folder, FlowCompiler.jars(jar -> true), options, sources);
  }

  private static void option(List<String> options, String name, String value) {
    options.add("-P");
    options.add("plugin:org.jetbrains.kotlin.kapt3:" + name + "=" + value);
  }

  private static FlowProcess.Result run(
      Path folder, String classPath, List<String> options, List<Path> sources) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
    command.add(
        FlowCompiler.jars(jar -> jar.startsWith("kotlin") || jar.startsWith("annotations")));
    command.addAll(List.of("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-reflect"));
    command.addAll(List.of("-no-stdlib", "-jvm-target", "17", "-cp", classPath));
    command.addAll(List.of("-d", folder.toString()));
    command.addAll(options);
    sources.forEach(source -> command.add(source.toString()));
    return FlowProcess.process(folder, command, Map.of());
  }
}
