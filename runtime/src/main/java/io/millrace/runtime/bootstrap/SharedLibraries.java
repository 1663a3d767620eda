package io.millrace.runtime.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Brings into a Java runtime what it takes from the system that it was built on. */
final class SharedLibraries {
  /** What an old C library opens only when a host's name is looked up. */
  private static final List<String> NAME_SERVICE =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

  private final Path lib;
  private final List<Path> system;

  /**
   * @param lib the folder of the runtime's own libraries
   */
  SharedLibraries(Path lib) throws IOException {
    this.lib = lib;
    this.system = systemFolders();
  }

  /** Copies all libraries that the programs and libraries of {@code runtime} need. */
  void copyFor(Path runtime) throws IOException {
    ArrayDeque<Path> open = new ArrayDeque<>();
    Set<String> own = new HashSet<>();
    try (Stream<Path> files = Files.walk(runtime)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        own.add(file.getFileName().toString());
        open.add(file);
      }
    }
    for (String name : NAME_SERVICE) {
      copy(name).ifPresent(open::add);
    }
    while (!open.isEmpty()) {
      Optional<ElfFile> elf = ElfFile.read(open.poll());
      for (String name : elf.map(ElfFile::needed).orElse(List.of())) {
        if (own.add(name)) {
          copy(name).ifPresent(open::add); // what is not here, such as a desktop's, is not used
        }
      }
    }
  }

  private Optional<Path> copy(String name) throws IOException {
    for (Path folder : system) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        Path target = lib.resolve(name);
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /** The folders of what this process itself has loaded come first, as they fit for certain. */
  private static List<Path> systemFolders() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    byte[] maps = Files.readAllBytes(Path.of("/proc/self/maps"));
    for (String line : new String(maps, StandardCharsets.UTF_8).lines().toList()) {
      int slash = line.indexOf('/');
      if (slash > 0 && line.contains(".so")) {
        folders.add(Path.of(line.substring(slash)).resolveSibling(""));
      }
    }
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    for (String usual :
        List.of(
            "/lib/" + machine + "-linux-gnu",
            "/usr/lib/" + machine + "-linux-gnu",
            "/lib64",
            "/usr/lib64",
            "/lib",
            "/usr/lib")) {
      folders.add(Path.of(usual));
    }
    return new ArrayList<>(folders);
  }
}
