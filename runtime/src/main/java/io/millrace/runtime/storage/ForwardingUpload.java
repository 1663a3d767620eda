package io.millrace.runtime.storage;

import java.io.IOException;
import java.io.OutputStream;

/** An upload that writes to another stream, such as a temporary file, until it is complete. */
public abstract class ForwardingUpload extends Storage.Upload {
  private final OutputStream target;

  /** Writes to {@code target}, and closes it. */
  protected ForwardingUpload(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int b) throws IOException {
    target.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    target.write(bytes, from, count);
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
