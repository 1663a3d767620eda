package io.millrace.runtime.storage;

/** What {@link SocketStorage} asks of {@link StorageServer}, by the first byte that it sends. */
enum StorageRequest {
  /** Key; answered by pieces with their lengths, then a zero. */
  READ,
  /** Key; answered by the attributes, then as {@link #READ}. */
  READ_ATTRIBUTED,
  /** Key; answered by a boolean. */
  EXISTS,
  /** Key, length and content; answered by nothing more. */
  WRITE,
  /** As {@link #WRITE}, then the attributes. */
  WRITE_ATTRIBUTED,
  /**
   * Pieces with their lengths, then a zero, the key and the attributes; answered by nothing more.
   */
  UPLOAD,
  /** Folder; answered by the number of names and the names. */
  LIST;

  /** Begins an answer that is as expected. */
  static final int OK = 0;

  /** Begins an answer that there is nothing under the key. */
  static final int NOTHING = 1;

  /** Begins an answer of a failure, in words. */
  static final int FAILED = 2;
}
