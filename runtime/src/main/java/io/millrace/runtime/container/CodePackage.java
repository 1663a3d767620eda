package io.millrace.runtime.container;

import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.storage.Temporary;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The class path of this process in the datastore, from where machines elsewhere fetch it. Each jar
 * is kept by its content, so that one that has not changed is sent once only.
 *
 * @param parts in the order of the class path
 */
public record CodePackage(List<Part> parts) {
  public CodePackage {
    parts = List.copyOf(parts);
  }

  /**
   * A jar.
   *
   * @param sha1 of its content
   * @param target its path within the container
   */
  public record Part(String sha1, String target) {}

  /** Stores the class path among the data of {@code flow}. */
  public static CodePackage store(StorageDatastore datastore, String flow) {
    try {
      Path folder = Temporary.folder("code-");
      try {
        return store(datastore, flow, folder);
      } finally {
        try (Stream<Path> left = Files.list(folder)) {
          for (Path each : left.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The flow's code cannot be packed: " + e.getMessage(), e);
    }
  }

  private static CodePackage store(StorageDatastore datastore, String flow, Path folder)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    for (var entry : ContainerClassPath.ofThisProcess().entrySet()) {
      Path path = entry.getKey();
      boolean isFolder = Files.isDirectory(path);
      Path jar = isFolder ? pack(path, folder.resolve(parts.size() + ".jar")) : path;
      parts.add(new Part(datastore.keep(flow, jar), entry.getValue() + (isFolder ? ".jar" : "")));
    }
    return new CodePackage(parts);
  }

  /** As a jar whose bytes are those of the files alone. */
  private static Path pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        ZipEntry entry =
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/'));
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
      }
    }
    return jar;
  }

  /** The class path within the container. */
  public List<String> classPath() {
    return parts.stream().map(Part::target).toList();
  }
}
