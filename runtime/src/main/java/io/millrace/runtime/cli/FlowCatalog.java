package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ManifestException;
import io.millrace.manifest.ManifestJson;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.locale.PlainLocale;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The flows on a class path: it looks into one folder of each jar or folder there, and at no class.
 */
final class FlowCatalog {
  private final List<FlowManifest> flows = new ArrayList<>();

  private FlowCatalog() {}

  /**
   * The flows on {@code classPath}, by name.
   *
   * @throws UsageException if a manifest cannot be read, or two flows have one name
   */
  static List<FlowManifest> read(String classPath) {
    FlowCatalog catalog = new FlowCatalog();
    Set<Path> entries = new LinkedHashSet<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      catalog.readEntry(Path.of(entry), entries);
    }
    catalog.flows.sort(Comparator.comparing(FlowManifest::name));
    catalog.refuseDuplicates();
    return catalog.flows;
  }

  private void readEntry(Path entry, Set<Path> done) {
    if (!done.add(entry.toAbsolutePath().normalize())) {
      return;
    }
    try {
      if (Files.isDirectory(entry)) {
        readFolder(entry.resolve(FlowManifest.FOLDER));
      } else if (Files.isRegularFile(entry)) {
        readJar(entry, done);
      }
    } catch (IOException e) {
      throw new UsageException(entry + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private void readFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        add(Files.readString(file), file.toString());
      }
    }
  }

  private void readJar(Path path, Set<Path> done) throws IOException {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().startsWith(FlowManifest.FOLDER) && entry.getName().endsWith(".json")) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(
                new String(in.readAllBytes(), StandardCharsets.UTF_8),
                path + "!" + entry.getName());
          }
        }
      }
      ZipEntry manifest = jar.getEntry(JarFile.MANIFEST_NAME);
      if (manifest != null) {
        try (InputStream in = jar.getInputStream(manifest)) {
          String more = new Manifest(in).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
          if (more != null) {
            Arrays.stream(more.trim().split(" +"))
                .forEach(name -> readEntry(path.toAbsolutePath().resolveSibling(name), done));
          }
        }
      }
    }
  }

  private void add(String json, String where) {
    PlainLocale.check(json);
    try {
      flows.add(ManifestJson.read(json));
    } catch (ManifestException e) {
      throw new UsageException(where + ": " + e.getMessage());
    }
  }

  private void refuseDuplicates() {
    for (int i = 1; i < flows.size(); i++) {
      FlowManifest one = flows.get(i - 1);
      FlowManifest other = flows.get(i);
      if (one.name().equals(other.name())) {
        throw new UsageException(
            "Two flows are called '%s': %s and %s. Give one of them another name with @Flow(name)."
                .formatted(one.name(), one.className(), other.className()));
      }
    }
  }
}
