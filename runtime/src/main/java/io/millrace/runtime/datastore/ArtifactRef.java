package io.millrace.runtime.datastore;

/**
 * A stored artifact.
 *
 * @param sha the SHA-1 of its pickle
 * @param size of its pickle in bytes
 * @param type what Python calls its type, such as {@code <class 'int'>}
 * @param encoding such as {@code pickle-v4}
 */
public record ArtifactRef(String sha, long size, String type, String encoding) {
  /** The encoding of what Millrace writes. */
  public static final String PICKLE = "pickle-v4";
}
