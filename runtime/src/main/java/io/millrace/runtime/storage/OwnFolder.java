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
  private final AtomicLong names = new AtomicLong();

  private OwnFolder(Path path, @Nullable FileChannel owner) {
    this.path = path;
    this.owner = owner;
  }

  /**
   * Makes one in {@code parent}, for this user alone.
   *
   * @param prefix of its name, by which {@link #sweep} finds it
   */
  public static OwnFolder make(Path parent, String prefix) throws IOException {
    Path path = newFolder(parent, prefix);
    OwnFolder folder = new OwnFolder(path, lock(path));
    OURS.put(path, folder);
    return folder;
  }

  private static Path newFolder(Path parent, String prefix) throws IOException {
    boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    while (true) {
      Path path =
          parent
              .resolve(prefix + Integer.toHexString(ThreadLocalRandom.current().nextInt()))
              .toAbsolutePath();
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

  /** The file gets its name when it is locked, so that it is never seen without its lock. */
  private static @Nullable FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(OWNER + ".new");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        Files.move(file, path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
        return channel;
      }
    } catch (IOException e) {
      // a file system without locks: nobody else removes the folder
    }
    channel.close();
    Files.deleteIfExists(file);
    return null;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A path in it that was not given before. */
  Path next() {
    return path.resolve(Long.toString(names.incrementAndGet()));
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
    try (FileChannel owner = FileChannel.open(path.resolve(OWNER), StandardOpenOption.WRITE);
        FileLock lock = owner.tryLock()) {
      if (lock != null) {
        remove(path);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // it is not one of these, or another user's, or another process removes it
    }
  }

  /** Removes those of this process, which is about to end. */
  public static void closeAll() {
    List.copyOf(OURS.values()).forEach(OwnFolder::close);
  }

  /** Whether it can still be used. */
  boolean isOpen() {
    return OURS.containsKey(path);
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

  /** The owner's file goes last, so that what remains after a failure can be found again. */
  private static void remove(Path path) throws IOException {
    Path owner = path.resolve(OWNER);
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(owner)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (!folder.equals(path)) {
              Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Files.deleteIfExists(owner);
    Files.deleteIfExists(path);
  }
}
