package io.millrace.runtime.datastore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Content of a file on this machine, which must have the SHA-1 that it is named by.
 *
 * <p>Hashing takes longer than reading from memory or a fast disk. So another processor reads the
 * file once more and hashes it meanwhile; who closes this waits for that.
 */
final class VerifiedFile extends FilterInputStream {
  private static final int CHUNK = 1 << 20;

  private final String sha;
  private final CompletableFuture<String> found = new CompletableFuture<>();
  private boolean closed;

  /**
   * @param in what is read
   * @param again the same content once more
   */
  VerifiedFile(InputStream in, InputStream again, String sha) {
    super(in);
    this.sha = sha;
    Thread hashing = new Thread(() -> hash(again), "verify");
    hashing.setDaemon(true);
    hashing.start();
  }

  private void hash(InputStream again) {
    try (again) {
      MessageDigest digest = Blobs.sha1();
      byte[] chunk = new byte[CHUNK];
      for (int got = again.read(chunk); got >= 0; got = again.read(chunk)) {
        digest.update(chunk, 0, got);
      }
      found.complete(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      found.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    super.close();
    try {
      if (!found.get().equals(sha)) {
        throw new IOException("it has the SHA-1 " + found.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an artifact is verified");
    }
  }
}
