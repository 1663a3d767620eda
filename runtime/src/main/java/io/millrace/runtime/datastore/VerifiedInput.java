package io.millrace.runtime.datastore;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Content that is unpacked, or comes over a network, and must have the SHA-1 that it is named by.
 */
final class VerifiedInput extends InputStream {
  private final InputStream in;
  private final MessageDigest digest = Blobs.sha1();
  private final String sha;
  private boolean ended;

  VerifiedInput(InputStream in, String sha) {
    this.in = in;
    this.sha = sha;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int got = in.read(bytes, from, count);
    if (got > 0) {
      digest.update(bytes, from, got);
    } else if (got < 0 && !ended) {
      ended = true;
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha)) {
        throw new IOException("it has the SHA-1 " + found);
      }
    }
    return got;
  }

  /** Whoever reads a pickle stops at its end; what follows is nothing, if all came. */
  @Override
  public void close() throws IOException {
    try (InputStream closing = in) {
      if (read() >= 0) {
        throw new IOException("there is more than a pickle");
      }
    }
  }
}
