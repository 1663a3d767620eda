package io.millrace.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder on this machine. */
public final class LocalStorage implements Storage {
  /** Ends the name of the file with another one's attributes, as Metaflow's. */
  private static final String ATTRIBUTES = "_meta";

  /** Ends the name of a file that is locked while others are changed. */
  private static final String LOCK = ".lock";

  private static final String ANOTHER = ". Name another with --datastore-root";

  private final Path root;

  /** Keeps all in {@code root}, which is made when something is first written. */
  public LocalStorage(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String type() {
    return "local";
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(file(key));
  }

  @Override
  public byte[] read(String key) throws IOException {
    return Files.readAllBytes(file(key));
  }

  @Override
  public boolean exists(String key) {
    return Files.exists(file(key));
  }

  @Override
  public void write(String key, byte[] content) {
    AtomicFiles.write(file(key), content);
  }

  @Override
  public void write(String key, byte[] content, String attributes) {
    write(key + ATTRIBUTES, attributes.getBytes(StandardCharsets.US_ASCII));
    write(key, content);
  }

  @Override
  public Attributed openAttributed(String key) throws IOException {
    String attributes;
    try {
      attributes = new String(read(key + ATTRIBUTES), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      attributes = "";
    }
    return new Attributed(open(key), attributes);
  }

  @Override
  public Upload upload() throws IOException {
    AtomicFiles.folder(root);
    return new FileUpload(AtomicFiles.temporary(root.resolve("upload")));
  }

  @Override
  public List<String> list(String folder) {
    try (Stream<Path> all = Files.list(file(folder))) {
      return all.filter(each -> !AtomicFiles.isTemporary(each.getFileName().toString()))
          .map(each -> each.getFileName() + (Files.isDirectory(each) ? "/" : ""))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T exclusively(String key, Supplier<T> action) {
    Path file = file(key + LOCK);
    try {
      AtomicFiles.folder(Objects.requireNonNull(file.getParent()));
      synchronized (LocalStorage.class) { // a lock is the process's, not the thread's
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          return action.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void check() throws IOException {
    try {
      AtomicFiles.folder(root);
    } catch (IOException e) {
      throw new IOException("cannot be made: " + reason(e) + ANOTHER, e);
    }
    if (!Files.isWritable(root)) {
      throw new IOException("is not writable" + ANOTHER);
    }
  }

  /** What the operating system says, without the file's name, which is told anyway. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e instanceof NoSuchFileException
            ? "there is no folder to make it in"
            : String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }

  @Override
  public void prepare(String folder) {
    try {
      AtomicFiles.folder(file(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + file(folder) + ": " + e.getMessage(), e);
    }
  }

  /** A key never leads out of the root. */
  private Path file(String key) {
    Path file = root.resolve(key).normalize();
    if (!file.startsWith(root)) {
      throw new UncheckedIOException(new IOException("'" + key + "' is not a key"));
    }
    return file;
  }

  /** A temporary file in the root, renamed in the end. */
  private final class FileUpload extends ForwardingUpload {
    private final Path temporary;

    private FileUpload(Path temporary) throws IOException {
      super(Files.newOutputStream(temporary));
      this.temporary = temporary;
    }

    @Override
    public void commit(String key, String attributes) throws IOException {
      super.close();
      LocalStorage.this.write(key + ATTRIBUTES, attributes.getBytes(StandardCharsets.US_ASCII));
      Path target = file(key);
      AtomicFiles.folder(target.resolveSibling(""));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
      super.close();
      Files.deleteIfExists(temporary);
    }
  }
}
