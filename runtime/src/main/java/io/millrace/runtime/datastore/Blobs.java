package io.millrace.runtime.datastore;

import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
  static final int KEPT_SIZE = 64 << 10;

  /** How many blobs are kept, so 32 MB at most. */
  private static final int KEPT_COUNT = 512;

  private final Storage storage;
  private final String folder;
  private final Map<ByteBuffer, Stored> stored = recent();
  private final Map<String, byte[]> read = recent();

  /** Small blobs that are being stored, by key; none where storing one takes no time. */
  private final Map<String, CompletableFuture<Void>> onTheirWay = new ConcurrentHashMap<>();

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
    CompletableFuture<Void> writing = onTheirWay.get(sha);
    if (writing != null) {
      AtOnce.await(writing);
    }
    byte[] known = read.get(sha);
    return known == null ? openStored(sha) : new ByteArrayInputStream(known);
  }

  private InputStream openStored(String sha) throws IOException {
    Storage.Attributed found = storage.openAttributed(key(sha));
    if (found.attributes().contains(IS_RAW)) {
      return storage.type().equals("local")
          ? new VerifiedFile(found.content(), storage.open(key(sha)), sha)
          : new VerifiedInput(found.content(), sha);
    }
    InputStream in = new GZIPInputStream(found.content(), 1 << 16);
    byte[] start = in.readNBytes(KEPT_SIZE + 1);
    if (start.length > KEPT_SIZE) {
      return new VerifiedInput(new SequenceInputStream(new ByteArrayInputStream(start), in), sha);
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
      if (upload != null) {
        return storeLarge(upload);
      }
      byte[] content = memory.toByteArray();
      Stored known = size > KEPT_SIZE ? null : stored.get(ByteBuffer.wrap(content));
      return known == null ? storeSmall(content) : known;
    }

    private Stored storeLarge(Storage.Upload complete) throws IOException {
      Stored blob = new Stored(HexFormat.of().formatHex(digest.digest()), size);
      if (!storage.exists(key(blob.sha))) {
        complete.commit(key(blob.sha), RAW);
      }
      return blob;
    }

    private Stored storeSmall(byte[] content) {
      Stored blob = new Stored(HexFormat.of().formatHex(digest.digest()), size);
      if (storage.isFar()) {
        onTheirWay.computeIfAbsent(blob.sha, sha -> AtOnce.begin(() -> put(blob, content)));
      } else {
        put(blob, content);
      }
      return blob;
    }
  }

  private void put(Stored blob, byte[] content) {
    String key = key(blob.sha);
    if (!storage.exists(key)) {
      storage.write(key, gzip(content), COMPRESSED);
    }
    if (content.length <= KEPT_SIZE) {
      stored.put(ByteBuffer.wrap(content), blob);
      read.put(blob.sha, content);
    }
  }

  /**
   * Waits until all that was saved is stored.
   *
   * @throws RuntimeException if something could not be
   */
  void settle() {
    List<CompletableFuture<Void>> all = List.copyOf(onTheirWay.values());
    all.forEach(each -> each.handle((done, failure) -> done).join());
    onTheirWay.values().removeAll(all); // what failed is tried again by the next attempt
    all.forEach(AtOnce::await);
  }

  /** Reads small blobs at once that will soon be wanted one by one. */
  void readAhead(Collection<String> shas) {
    List<String> unread = shas.stream().filter(sha -> !read.containsKey(sha)).distinct().toList();
    if (storage.isFar() && unread.size() > 1) {
      AtOnce.map(unread, this::readAhead);
    }
  }

  private boolean readAhead(String sha) {
    try (InputStream in = openStored(sha)) {
      return true; // small ones are kept
    } catch (IOException e) {
      return false; // who wants it will be told why
    }
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
    try (OutputStream out = new LevelGzip(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
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
