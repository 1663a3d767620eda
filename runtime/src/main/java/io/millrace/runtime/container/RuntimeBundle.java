package io.millrace.runtime.container;

import io.millrace.runtime.bootstrap.PortableJava;
import io.millrace.runtime.storage.Folders;
import io.millrace.runtime.storage.OwnFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java runtime that runs in any Linux container of this machine's architecture, even in one whose
 * image holds no file: it has its own loader and C library.
 *
 * <p>It is made once from the JDK that runs this, and kept in the user's cache folder under a name
 * that says what it was made from.
 */
public final class RuntimeBundle {
  /** Begins the name of a bundle that is not complete. */
  private static final String MAKING = ".making-";

  /** Changes whenever the making of a bundle does. */
  private static final int FORMAT = 1;

  /** A bundle that no run has used for so long is removed when another is made. */
  private static final Duration UNUSED = Duration.ofDays(30);

  /** Modules that hold tools for developers; a step that wants one cannot run in a container. */
  private static final Set<String> TOOLS =
      Set.of(
          "jdk.editpad",
          "jdk.hotspot.agent",
          "jdk.internal.ed",
          "jdk.internal.le",
          "jdk.internal.opt",
          "jdk.internal.vm.compiler",
          "jdk.internal.vm.compiler.management",
          "jdk.jartool",
          "jdk.javadoc",
          "jdk.jconsole",
          "jdk.jdeps",
          "jdk.jlink",
          "jdk.jpackage",
          "jdk.jshell",
          "jdk.jstatd",
          "jdk.unsupported.desktop");

  private final Path home;
  private final Path cache;
  private final Consumer<String> news;

  private RuntimeBundle(Path cache, Consumer<String> news) {
    this.home = Path.of(System.getProperty("java.home"));
    this.cache = cache;
    this.news = news;
  }

  /**
   * The folder of the bundle, which is made if it is not there.
   *
   * @param cache where bundles are kept
   * @param news is told when the making takes a while
   * @throws BundleException if this Java cannot be bundled
   */
  public static Path get(Path cache, Consumer<String> news) throws BundleException {
    return new RuntimeBundle(cache, news).get();
  }

  /** {@code $XDG_CACHE_HOME/millrace}, else {@code ~/.cache/millrace}. */
  public static Path cacheFolder(Optional<String> xdgCacheHome) {
    return xdgCacheHome
        .filter(folder -> folder.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("millrace");
  }

  private Path get() throws BundleException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new BundleException(
          "The Java runtime for containers is made from a Linux JDK, and this one is for "
              + System.getProperty("os.name")
              + ". Run the flow on Linux, such as in WSL or in a virtual machine.");
    }
    try {
      Path bundle = cache.resolve(name());
      if (!Files.isDirectory(bundle)) {
        make(bundle);
        removeUnused();
      }
      if (Files.isWritable(bundle)) {
        Files.setLastModifiedTime(bundle, FileTime.from(Instant.now()));
      }
      return bundle;
    } catch (IOException e) {
      throw new BundleException(
          "The Java runtime for containers cannot be made in " + cache + ": " + e.getMessage(), e);
    }
  }

  /** Says what the bundle is made from. */
  private String name() throws IOException {
    MessageDigest digest = sha256();
    digest.update((byte) FORMAT);
    Path release = home.resolve("release");
    if (Files.exists(release)) {
      digest.update(Files.readAllBytes(release));
    }
    digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
    digest.update(home.toString().getBytes(StandardCharsets.UTF_8));
    digest.update(PortableJava.launcher());
    if (Files.isReadable(certificates())) {
      digest.update(Files.readAllBytes(certificates()));
    }
    String version = System.getProperty("java.version");
    return "jre-" + version + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Whom this JDK trusts: often more than it was delivered with. */
  private Path certificates() {
    return home.resolve("lib").resolve("security").resolve("cacerts");
  }

  private void make(Path bundle) throws IOException, BundleException {
    news.accept("Making a Java runtime for containers from " + home + ", once.");
    Folders.make(cache);
    OwnFolder.sweep(cache, MAKING);
    try (OwnFolder folder = OwnFolder.make(cache, MAKING)) {
      Path made = folder.path().resolve("jre");
      link(made);
      shareClasses(made);
      useCertificates(made);
      PortableJava.complete(made);
      Files.move(made, bundle, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // another run has made the same meanwhile
    }
  }

  /** Those of older JDKs. */
  private void removeUnused() throws IOException {
    Instant longAgo = Instant.now().minus(UNUSED);
    try (Stream<Path> all = Files.list(cache)) {
      for (Path each : all.toList()) {
        String name = each.getFileName().toString();
        if (name.startsWith("jre-")
            && Files.getLastModifiedTime(each).toInstant().isBefore(longAgo)) {
          delete(each);
        }
      }
    }
  }

  private void link(Path made) throws BundleException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(
                () ->
                    new BundleException(
                        "The Java runtime for containers is made by jlink, which %s does not contain. Run the flow with a JDK instead of a JRE."
                            .formatted(home)));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        jlink.run(
            out,
            out,
            "--add-modules",
            modules(),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            made.toString());
    if (code != 0) {
      throw new BundleException(
          "jlink cannot make the Java runtime for containers from %s: %s"
              .formatted(home, said.toString().strip().replace('\n', ' ')));
    }
  }

  /** What a flow could use here, so that it can use it there. */
  private static String modules() {
    return ModuleFinder.ofSystem().findAll().stream()
        .map(ModuleReference::descriptor)
        .map(descriptor -> descriptor.name())
        .filter(name -> !TOOLS.contains(name) && !name.startsWith("jdk.graal."))
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** The archive of the JDK's classes, which halves the start; without it, all works as well. */
  private static void shareClasses(Path made) throws IOException {
    Process process =
        new ProcessBuilder(made.resolve("bin/java").toString(), "-Xshare:dump")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void useCertificates(Path made) throws IOException {
    if (Files.isReadable(certificates())) {
      Files.write(made.resolve("lib/security/cacerts"), Files.readAllBytes(certificates()));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
