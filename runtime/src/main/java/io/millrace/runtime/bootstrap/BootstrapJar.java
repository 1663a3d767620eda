package io.millrace.runtime.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The jar that an init container runs: this package alone, without what makes the jar. */
public final class BootstrapJar {
  private static final List<String> CONTENT =
      List.of(
          "Bootstrap.class",
          "Bootstrap$Item.class",
          "Bootstrap$Refused.class",
          "ElfFile.class",
          "ElfFile$Segment.class",
          "PortableJava.class",
          "SharedLibraries.class",
          "launch-aarch64",
          "launch-amd64");

  private BootstrapJar() {}

  /** The jar's bytes, which are always the same. */
  public static byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String folder = BootstrapJar.class.getPackageName().replace('.', '/') + "/";
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      for (String name : CONTENT) {
        try (InputStream in = BootstrapJar.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new IllegalStateException("The runtime's jar has no " + folder + name + ".");
          }
          ZipEntry entry = new ZipEntry(folder + name);
          entry.setTime(0);
          jar.putNextEntry(entry);
          in.transferTo(jar);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The bootstrap jar cannot be made: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }
}
