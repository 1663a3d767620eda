package io.millrace.manifest;

/** A text that is not a manifest, or one that this version cannot read. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  ManifestException(String message) {
    super(message);
  }
}
