package io.millrace.runtime.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Java runtime that runs in any Linux container of its architecture, even in one whose image
 * holds no file: it has its own loader and C library, and is started by a launcher that needs
 * neither.
 */
public final class PortableJava {
  /** Where containers have it. */
  public static final String PLACE = "/millrace/jre";

  /** The launcher's name in {@code bin}. */
  public static final String LAUNCHER = "launch";

  /** What a runtime does not need to run. */
  private static final Set<String> LEFT_OUT =
      Set.of("demo", "include", "jmods", "legal", "man", "sample", "lib/src.zip");

  private PortableJava() {}

  /**
   * Copies the Java runtime {@code home}, which may have links to elsewhere, and makes the copy
   * portable.
   *
   * @param made the folder of the copy, which is made
   * @throws IOException if the runtime is not one of Linux, or cannot be copied
   */
  public static void copy(Path home, Path made) throws IOException {
    try (Stream<Path> files = Files.walk(home, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Path name = home.relativize(file);
        if (!isLeftOut(name)) {
          copyOne(file, made.resolve(name.toString()));
        }
      }
    }
    complete(made);
  }

  private static boolean isLeftOut(Path name) {
    return LEFT_OUT.stream().anyMatch(name::startsWith);
  }

  private static void copyOne(Path file, Path target) throws IOException {
    if (Files.isDirectory(file)) {
      Files.createDirectories(target);
    } else if (Files.isReadable(file)) { // Debian has links to documents that are not installed
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /**
   * Adds to {@code made} what its programs take from this system. From here on it runs only at
   * {@link #PLACE}.
   */
  public static void complete(Path made) throws IOException {
    Path lib = made.resolve("lib");
    Path java = made.resolve("bin/java");
    Path loader =
        ElfFile.read(java)
            .flatMap(ElfFile::interpreter)
            .map(Path::of)
            .orElseThrow(() -> new IOException(java + " is not a program for Linux"));
    new SharedLibraries(lib).copyFor(made);
    Files.copy(loader, lib.resolve("ld.so"), StandardCopyOption.REPLACE_EXISTING);
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.filter(each -> Files.isRegularFile(each)).toList()) {
        Optional<ElfFile> elf = ElfFile.read(file);
        if (elf.isPresent()) {
          elf.get().interpreter(PLACE + "/lib/ld.so");
          elf.get().preferOwnLibraries();
          elf.get().write();
        }
      }
    }
    copyLocale(lib.resolve("locale"));
    Files.write(made.resolve("bin").resolve(LAUNCHER), launcher());
    letAllRead(made);
  }

  /** The program that starts this Java, for the architecture of this process. */
  public static byte[] launcher() throws IOException {
    String name = "launch-" + System.getProperty("os.arch");
    try (InputStream in = PortableJava.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "there is none for the architecture " + System.getProperty("os.arch"));
      }
      return in.readAllBytes();
    }
  }

  /**
   * The one that the launcher sets. Where the system has it not, only ASCII names of files work.
   */
  private static void copyLocale(Path locales) throws IOException {
    for (Path from :
        List.of(Path.of("/usr/lib/locale/C.utf8"), Path.of("/usr/lib/locale/C.UTF-8"))) {
      if (Files.isDirectory(from)) {
        Files.createDirectories(locales);
        try (Stream<Path> files = Files.walk(from)) {
          for (Path file : files.toList()) {
            copyOne(file, locales.resolve("C.utf8").resolve(from.relativize(file).toString()));
          }
        }
        return;
      }
    }
  }

  /** A container's user is seldom the one who made this. */
  private static void letAllRead(Path made) throws IOException {
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        boolean program =
            Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                || Files.isExecutable(file)
                || file.startsWith(made.resolve("bin"))
                || file.equals(made.resolve("lib/ld.so"));
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
