package io.millrace.runtime.datastore;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A flow's content-addressed store: each blob is a file named by the SHA-1 of its content.
 *
 * <p>Small blobs are compressed as Metaflow's are. Large ones are stored as they are, which its
 * {@code cas_raw} allows: compressing them would take longer than all else together.
 */
final class LocalBlobs {
  /** Content up to this size is held in memory and compressed. */
  private static final int SMALL = 1 << 20;

  private static final byte[] COMPRESSED =
      "{\"cas_raw\": false, \"cas_version\": 1}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RAW =
      "{\"cas_raw\": true, \"cas_version\": 1}".getBytes(StandardCharsets.US_ASCII);

  /** Content up to this size is kept in memory after it was written or read. */
  private static final int KEPT_SIZE = 64 << 10;

  /** How many blobs are kept, so 32 MB at most. */
  private static final int KEPT_COUNT = 512;

  private final Path folder;
  private final Map<ByteBuffer, Stored> stored = recent();
  private final Map<String, byte[]> read = recent();

  LocalBlobs(Path folder) {
    this.folder = folder;
  }

  private static <K, V> Map<K, V> recent() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT_COUNT;
          }
        });
  }

  /** Something that writes the same content each time. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What was stored. */
  record Stored(String sha, long size) {}

  Stored save(Content content) throws IOException {
    Spool spool = new Spool();
    content.writeTo(spool);
    return spool.store();
  }

  boolean has(String sha) {
    return Files.exists(file(sha));
  }

  Path file(String sha) {
    return folder.resolve(sha.substring(0, 2)).resolve(sha);
  }

  InputStream open(String sha) throws IOException {
    byte[] known = read.get(sha);
    return known == null ? openFile(sha) : new ByteArrayInputStream(known);
  }

  private InputStream openFile(String sha) throws IOException {
    Path file = file(sha);
    if (isRaw(file)) {
      return Files.newInputStream(file);
    } else if (Files.size(file) > KEPT_SIZE) {
      return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
    }
    InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)), 4096);
    byte[] start = in.readNBytes(KEPT_SIZE + 1);
    if (start.length > KEPT_SIZE) {
      return new SequenceInputStream(new ByteArrayInputStream(start), in);
    }
    read.put(sha, start);
    return new ByteArrayInputStream(start);
  }

  private static boolean isRaw(Path file) throws IOException {
    try {
      return Files.readString(file.resolveSibling(file.getFileName() + "_meta"))
          .contains("\"cas_raw\": true");
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Takes content in, in memory as long as it is small, and hashes it on the way. */
  private final class Spool extends OutputStream {
    private final MessageDigest digest = sha1();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(256);
    private Path temporary = Path.of("");
    private OutputStream file = OutputStream.nullOutputStream();
    private boolean large;
    private long size;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (count > SMALL) {
        writeMuch(bytes, from, count);
        return;
      }
      digest.update(bytes, from, count);
      take(bytes, from, count);
    }

    /** Hashing takes as long as writing, so another processor does it meanwhile. */
    private void writeMuch(byte[] bytes, int from, int count) throws IOException {
      Thread hashing = new Thread(() -> digest.update(bytes, from, count), "hash");
      hashing.start();
      try {
        take(bytes, from, count);
      } finally {
        await(hashing);
      }
    }

    private static void await(Thread thread) throws InterruptedIOException {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while an artifact is hashed");
      }
    }

    private void take(byte[] bytes, int from, int count) throws IOException {
      size += count;
      if (!large && size > SMALL) {
        spill();
      }
      if (large) {
        file.write(bytes, from, count);
      } else {
        memory.write(bytes, from, count);
      }
    }

    private void spill() throws IOException {
      large = true;
      AtomicFiles.folder(folder);
      temporary = AtomicFiles.temporary(folder.resolve("blob"));
      file = Files.newOutputStream(temporary);
      memory.writeTo(file);
      memory.reset();
    }

    Stored store() throws IOException {
      if (size > KEPT_SIZE) {
        return write();
      }
      byte[] content = memory.toByteArray();
      ByteBuffer key = ByteBuffer.wrap(content);
      Stored known = stored.get(key);
      if (known == null) {
        known = write();
        stored.put(key, known);
        read.put(known.sha, content);
      }
      return known;
    }

    private Stored write() throws IOException {
      file.close();
      String sha = HexFormat.of().formatHex(digest.digest());
      Path target = file(sha);
      boolean known = Files.exists(target);
      if (large && known) {
        Files.delete(temporary);
      } else if (!known) {
        AtomicFiles.write(target.resolveSibling(sha + "_meta"), large ? RAW : COMPRESSED);
        if (large) {
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
          AtomicFiles.write(target, gzip(memory.toByteArray()));
        }
      }
      return new Stored(sha, size);
    }
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
    try (OutputStream out = new LevelGzip(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gzip at Metaflow's level. */
  private static final class LevelGzip extends GZIPOutputStream {
    private static final int LEVEL = 3;

    LevelGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(LEVEL);
    }
  }
}
