package io.millrace.docker;

import io.millrace.runtime.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files that runs include, and no others of this machine; for reading only. */
final class IncludedFiles implements Storage {
  private final Storage machine;
  private final String folder;

  /**
   * @param machine all files
   * @param folder where the included ones are
   */
  IncludedFiles(Storage machine, String folder) {
    this.machine = machine;
    this.folder = folder;
  }

  @Override
  public String type() {
    return machine.type();
  }

  @Override
  public String root() {
    return machine.root();
  }

  @Override
  public InputStream open(String key) throws IOException {
    if (!key.startsWith(folder + "/") || key.contains("/../")) {
      throw new IOException(key + " is not among the files that runs include");
    }
    return machine.open(key);
  }

  @Override
  public Attributed openAttributed(String key) throws IOException {
    return new Attributed(open(key), "");
  }

  @Override
  public void check() {}

  @Override
  public boolean exists(String key) {
    return key.startsWith(folder + "/") && !key.contains("/../") && machine.exists(key);
  }

  @Override
  public void write(String key, byte[] content) {
    throw new UnsupportedOperationException("Files are included when a run starts.");
  }

  @Override
  public void write(String key, byte[] content, String attributes) {
    write(key, content);
  }

  @Override
  public Upload upload() {
    throw new UnsupportedOperationException("Files are included when a run starts.");
  }

  @Override
  public List<String> list(String key) {
    return List.of();
  }
}
