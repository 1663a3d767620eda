package io.millrace.aws;

/**
 * Where the keys of a storage begin.
 *
 * @param url such as {@code s3://bucket/folder}; for {@code s3://} each key begins with its bucket
 */
record S3Root(String url) {
  private static final String SCHEME = "s3://";

  /**
   * One object.
   *
   * @param bucket its bucket
   * @param key its key there
   */
  record Place(String bucket, String key) {
    @Override
    public String toString() {
      return SCHEME + bucket + "/" + key;
    }
  }

  S3Root {
    if (!url.matches("s3://([A-Za-z0-9][A-Za-z0-9._-]+(/.*)?)?")) {
      throw new IllegalArgumentException(
          "The datastore root '%s' is not s3://BUCKET/FOLDER. Give one such as s3://acme-data/metaflow."
              .formatted(url));
    }
  }

  /** The place of {@code key}; that of nothing is the root's own. */
  Place place(String key) {
    if (("/" + key + "/").contains("/../")) {
      throw new IllegalArgumentException("'" + key + "' is not a key");
    }
    String path = url.substring(SCHEME.length());
    String all = path.isEmpty() ? key : key.isEmpty() ? path : path + "/" + key;
    int slash = all.indexOf('/');
    return slash < 0
        ? new Place(all, "")
        : new Place(all.substring(0, slash), all.substring(slash + 1));
  }
}
