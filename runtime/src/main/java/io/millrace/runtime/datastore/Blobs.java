package io.millrace.runtime.datastore;

import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A flow's content-addressed store: each blob is named by the SHA-1 of its content.
 *
 * <p>Small blobs are compressed as Metaflow's are. Large ones are stored as they are, which its
 * {@code cas_raw} allows: compressing them would take longer than all else together.
 */
final class Blobs {
  /** Content up to this size is held in memory and compressed. */
  private static final int SMALL = 1 << 20;

  private static final String COMPRESSED = "{\"cas_raw\": false, \"cas_version\": 1}";
  private static final String IS_RAW = "\"cas_raw\": true";
  private static final String RAW = "{" + IS_RAW + ", \"cas_version\": 1}";

  /** Content up to this size is kept in memory after it was written or read. */
  private static final int KEPT_SIZE = 64 << 10;

  /** How many blobs are kept, so 32 MB at most. */
  private static final int KEPT_COUNT = 512;

  private final Storage storage;
  private final String folder;
  private final Map<ByteBuffer, Stored> stored = recent();
  private final Map<String, byte[]> read = recent();

  Blobs(Storage storage, String folder) {
    this.storage = storage;
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
    try (Spool spool = new Spool()) {
      content.writeTo(spool);
      return spool.store();
    }
  }

  /** Stores a file as it is, unless it is there; returns its SHA-1. */
  String keep(Path file) throws IOException {
    MessageDigest digest = sha1();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    String sha = HexFormat.of().formatHex(digest.digest());
    if (!storage.exists(key(sha))) {
      try (Storage.Upload upload = storage.upload()) {
        Files.copy(file, upload);
        upload.commit(key(sha), RAW);
      }
    }
    return sha;
  }

  /** Stores bytes as they are; returns their SHA-1. */
  String keep(byte[] content) {
    String sha = HexFormat.of().formatHex(sha1().digest(content));
    storage.write(key(sha), content, RAW);
    return sha;
  }

  String key(String sha) {
    return folder + "/" + sha.substring(0, 2) + "/" + sha;
  }

  InputStream open(String sha) throws IOException {
    byte[] known = read.get(sha);
    return known == null ? openStored(sha) : new ByteArrayInputStream(known);
  }

  private InputStream openStored(String sha) throws IOException {
    Storage.Attributed found = storage.openAttributed(key(sha));
    if (found.attributes().contains(IS_RAW)) {
      return storage.type().equals("local")
          ? found.content()
          : new VerifiedInput(found.content(), sha);
    }
    InputStream in = new GZIPInputStream(found.content(), 1 << 16);
    byte[] start = in.readNBytes(KEPT_SIZE + 1);
    if (start.length > KEPT_SIZE) {
      return new SequenceInputStream(new ByteArrayInputStream(start), in);
    }
    in.close();
    read.put(sha, start);
    return new ByteArrayInputStream(start);
  }

  /** Takes content in, in memory as long as it is small, and hashes it on the way. */
  private final class Spool extends OutputStream {
    private final MessageDigest digest = sha1();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(256);
    private Storage.@Nullable Upload upload;
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
      if (upload == null && size > SMALL) {
        upload = storage.upload();
        memory.writeTo(upload);
        memory.reset();
      }
      OutputStream out = upload == null ? memory : upload;
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      if (upload != null) {
        upload.close();
      }
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
      String sha = HexFormat.of().formatHex(digest.digest());
      String key = key(sha);
      if (!storage.exists(key)) {
        if (upload == null) {
          storage.write(key, gzip(memory.toByteArray()), COMPRESSED);
        } else {
          upload.commit(key, RAW);
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
