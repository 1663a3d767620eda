package io.millrace.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of another stream. */
final class LimitedInput extends FilterInputStream {
  private long left;

  LimitedInput(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (left == 0) {
      return -1;
    }
    int got = in.read(bytes, from, (int) Math.min(count, left));
    left -= Math.max(got, 0);
    return got;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
