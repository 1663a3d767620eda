package io.millrace.runtime.container;

import io.millrace.runtime.jvm.LauncherAgent;
import io.millrace.runtime.jvm.ProcessClassPath;
import io.millrace.runtime.storage.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The class path of this process as a container gets it: each jar and folder under a path of its
 * own below {@link ContainerCommand#APP}.
 */
public final class ContainerClassPath {
  private final Path copies;
  private final Map<Path, String> targets = new LinkedHashMap<>();

  /**
   * The class path of this process.
   *
   * @param copies a folder for what the container's user could not read where it is
   */
  public ContainerClassPath(Path copies) {
    this.copies = copies;
    for (String entry : ProcessClassPath.entries()) {
      add(Path.of(entry).toAbsolutePath().normalize());
    }
    LauncherAgent.jar().ifPresent(this::add);
  }

  /** The jars and folders of this process's class path, and their paths within the container. */
  static Map<Path, String> ofThisProcess() {
    return Collections.unmodifiableMap(new ContainerClassPath(Path.of("")).targets);
  }

  /** The paths within the container, in order. */
  public List<String> entries() {
    return List.copyOf(targets.values());
  }

  /** What is to be seen where: paths of this machine, and those within the container. */
  public Map<Path, String> mounts() {
    Map<Path, String> mounts = new LinkedHashMap<>();
    targets.forEach((path, target) -> mounts.put(readable(path), target));
    return mounts;
  }

  /** A jar brings along those that its manifest names. */
  private void add(Path entry) {
    if (targets.containsKey(entry) || !Files.exists(entry)) {
      return; // Java itself does not mind what is not there
    }
    targets.put(
        entry, ContainerCommand.APP + "/" + targets.size() + "/" + entry.getFileName().toString());
    if (Files.isRegularFile(entry)) {
      try (JarFile jar = new JarFile(entry.toFile())) {
        Manifest manifest = jar.getManifest();
        String more =
            manifest == null
                ? null
                : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        for (String uri : more == null ? new String[0] : more.trim().split("\\s+")) {
          if (!uri.isEmpty()) {
            add(Path.of(entry.toUri().resolve(uri)).normalize());
          }
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalStateException(entry + " cannot be read as a jar: " + e.getMessage(), e);
      }
    }
  }

  private Path readable(Path path) {
    try {
      if (allMayRead(path)) {
        return path;
      }
      Path copy = copies.resolve("copy-" + path.toString().replace('/', '-'));
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.toList()) {
          Path target = copy.resolve(path.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Folders.make(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          } else {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
          }
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be brought into containers: " + e, e);
    }
  }

  private static boolean allMayRead(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.toList()) {
        if (!Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
          return false;
        }
      }
    }
    return true;
  }
}
