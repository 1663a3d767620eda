package io.millrace.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Begins the name of the folder that a process uses for files that are not complete. */
  private static final String PREFIX = ".tmp-";

  /** That folder of this process, or of the one that has started it, by the root. */
  private static final Map<Path, OwnFolder> TEMPORARY = new HashMap<>();

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
    Path file = file(key);
    try {
      Path temporary = newTemporary();
      try {
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        move(temporary, file);
      } catch (IOException e) {
        Files.deleteIfExists(temporary);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** A path for a file that is on its way to its place here. */
  private Path newTemporary() throws IOException {
    synchronized (TEMPORARY) {
      return temporary().next();
    }
  }

  private OwnFolder temporary() throws IOException {
    OwnFolder folder = TEMPORARY.get(root);
    if (folder == null || !folder.isUsable()) {
      Folders.make(root);
      folder = OwnFolder.make(root, PREFIX);
      TEMPORARY.put(root, folder);
    }
    return folder;
  }

  /** The folder for files on their way here, for another process of this one's run. */
  public Path lend() {
    synchronized (TEMPORARY) {
      try {
        return temporary().path();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write below " + root + ": " + e.getMessage(), e);
      }
    }
  }

  /** Uses what another process lends, and removes when this one has ended. */
  public void borrow(Path folder) {
    synchronized (TEMPORARY) {
      TEMPORARY.put(root, OwnFolder.borrowed(folder));
    }
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Folders.make(Objects.requireNonNull(file.getParent(), "a file is in a folder"));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void sweep() {
    OwnFolder.sweep(root, PREFIX);
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
    return new FileUpload(newTemporary());
  }

  @Override
  public List<String> list(String folder) {
    try (Stream<Path> all = Files.list(file(folder))) {
      return all.filter(each -> !isTemporary(each.getFileName().toString()))
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
      Folders.make(Objects.requireNonNull(file.getParent()));
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
  public boolean claim(String folder) {
    Path path = file(folder);
    try {
      Folders.make(Objects.requireNonNull(path.getParent(), "it is in the root"));
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void check() throws IOException {
    try {
      Folders.make(root);
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
      Folders.make(file(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + file(folder) + ": " + e.getMessage(), e);
    }
  }

  /** Whether {@code name}, in the root, is not content. */
  public static boolean isTemporary(String name) {
    return name.startsWith(PREFIX);
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
      move(temporary, file(key));
    }

    @Override
    public void close() throws IOException {
      super.close();
      Files.deleteIfExists(temporary);
    }
  }
}
