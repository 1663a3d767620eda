package io.millrace.docker;

import io.millrace.runtime.storage.ForwardingUpload;
import io.millrace.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a container may use of a storage of this machine: what is below one folder, and perhaps only
 * for reading. The code in an image is not this user's own.
 */
final class ServedStorage implements Storage {
  private final Storage whole;
  private final String folder;
  private final boolean writable;

  /**
   * @param whole with keys that are none of the container's business
   * @param folder where its own are
   */
  ServedStorage(Storage whole, String folder, boolean writable) {
    this.whole = whole;
    this.folder = folder;
    this.writable = writable;
  }

  private String own(String key) {
    boolean below = key.equals(folder) || key.startsWith(folder + "/");
    if (!below || List.of(key.split("/")).contains("..")) {
      throw new UnsupportedOperationException(
          "'%s' is not below '%s', which is all that this container may use"
              .formatted(key, folder));
    }
    return key;
  }

  private String writable(String key) {
    if (!writable) {
      throw new UnsupportedOperationException("'%s' is read-only".formatted(key));
    }
    return own(key);
  }

  @Override
  public String type() {
    return whole.type();
  }

  @Override
  public String root() {
    return whole.root();
  }

  @Override
  public boolean isFar() {
    return whole.isFar();
  }

  @Override
  public InputStream open(String key) throws IOException {
    return whole.open(own(key));
  }

  @Override
  public Attributed openAttributed(String key) throws IOException {
    return whole.openAttributed(own(key));
  }

  @Override
  public boolean exists(String key) {
    return whole.exists(own(key));
  }

  @Override
  public List<String> list(String key) {
    return whole.list(own(key));
  }

  @Override
  public void write(String key, byte[] content) {
    whole.write(writable(key), content);
  }

  @Override
  public void write(String key, byte[] content, String attributes) {
    whole.write(writable(key), content, attributes);
  }

  @Override
  public Upload upload() throws IOException {
    return new OwnUpload(whole.upload());
  }

  /** Its key is told last. */
  private final class OwnUpload extends ForwardingUpload {
    private final Upload upload;

    OwnUpload(Upload upload) {
      super(upload);
      this.upload = upload;
    }

    @Override
    public void commit(String key, String attributes) throws IOException {
      upload.commit(writable(key), attributes);
    }
  }

  @Override
  public void check() throws IOException {
    whole.check();
  }
}
