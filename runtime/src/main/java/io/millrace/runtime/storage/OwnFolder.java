package io.millrace.runtime.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for what one process needs for a while. The process holds a lock on a file in it for as
 * long as it lives, so that others find out when nobody owns it any more, however it ended.
 */
public final class OwnFolder implements AutoCloseable {
  private static final String OWNER = ".owner";

  /** Of this process: to open a file of theirs and to close it would end the lock. */
  private static final Map<Path, OwnFolder> OURS = new ConcurrentHashMap<>();

  private final Path path;
  private final @Nullable FileChannel owner;
  private final boolean borrowed;
  private final AtomicLong names = new AtomicLong();

  private OwnFolder(Path path, @Nullable FileChannel owner, boolean borrowed) {
    this.path = path;
    this.owner = owner;
    this.borrowed = borrowed;
  }

  /**
   * Makes one in {@code parent}, for this user alone.
   *
   * @param prefix of its name, by which {@link #sweep} finds it
   */
  public static OwnFolder make(Path parent, String prefix) throws IOException {
    while (true) {
      Path path = newFolder(parent, prefix);
      Optional<OwnFolder> locked = lock(path);
      if (locked.isPresent()) {
        OURS.put(path, locked.get());
        return locked.get();
      }
    }
  }

  private static Path newFolder(Path parent, String prefix) throws IOException {
    boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    while (true) {
      String name = prefix + Integer.toHexString(ThreadLocalRandom.current().nextInt());
      Path path = parent.resolve(name).toAbsolutePath();
      try {
        return posix
            ? Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
            : Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        continue; // another one's
      }
    }
  }

  /**
   * Locks the file of the owner.
   *
   * @return empty if somebody has swept the folder, which had no owner yet
   */
  private static Optional<OwnFolder> lock(Path path) throws IOException {
    Path file = path.resolve(OWNER);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      if (channel.tryLock() != null && Files.exists(file)) {
        return Optional.of(new OwnFolder(path, channel, false));
      }
    } catch (IOException e) { // a file system without locks: there is nothing to be swept
      channel.close();
      return Optional.of(new OwnFolder(path, null, false));
    }
    channel.close();
    return Optional.empty();
  }

  /** One that another process of the run owns and removes. */
  static OwnFolder borrowed(Path path) {
    return new OwnFolder(path, null, true);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A path in it that was not given before, by any process that uses it. */
  Path next() {
    return path.resolve(ProcessHandle.current().pid() + "-" + names.incrementAndGet());
  }

  /** Removes those in {@code parent} that no living process owns. */
  public static void sweep(Path parent, String prefix) {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> found = Files.list(parent)) {
      found.filter(each -> each.getFileName().toString().startsWith(prefix)).forEach(all::add);
      for (Path each : all) {
        Path path = each.toAbsolutePath();
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !OURS.containsKey(path)) {
          removeIfLeft(path);
        }
      }
    } catch (IOException e) {
      // it is another user's, or is just being removed
    }
  }

  private static void removeIfLeft(Path path) {
    Path file = path.resolve(OWNER);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // not ours: to open a pipe would wait for its reader
    }
    try (FileChannel owner = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = owner.tryLock()) {
      if (lock != null) {
        remove(path);
      }
    } catch (NoSuchFileException e) {
      removeIfEmpty(path); // its process ended, or has not come further
    } catch (IOException | OverlappingFileLockException e) {
      // it is another user's, or another process removes it
    }
  }

  private static void removeIfEmpty(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // it is not one of these
    }
  }

  /** Removes those of this process, which is about to end. */
  public static void closeAll() {
    List.copyOf(OURS.values()).forEach(OwnFolder::close);
  }

  /** Whether it is there, as far as that is for this process to see to. */
  boolean isUsable() {
    return borrowed || (OURS.containsKey(path) && Files.isDirectory(path));
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() {
    try {
      remove(path);
      if (owner != null) {
        owner.close();
      }
    } catch (IOException e) {
      // who sweeps next, tries again
    } finally {
      OURS.remove(path);
    }
  }

  /** Under another name, nothing new comes into it. */
  private static void remove(Path path) throws IOException {
    Path gone = path.resolveSibling(path.getFileName() + "-gone");
    Files.move(path, gone, StandardCopyOption.ATOMIC_MOVE);
    Files.walkFileTree(gone, new Removal(gone.resolve(OWNER)));
    Files.deleteIfExists(gone.resolve(OWNER));
    Files.deleteIfExists(gone);
  }

  /** The owner's file goes last, so that what remains after a failure can be found again. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    private final Path owner;

    Removal(Path owner) {
      this.owner = owner;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(owner)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (!folder.equals(owner.getParent())) {
        Files.deleteIfExists(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
