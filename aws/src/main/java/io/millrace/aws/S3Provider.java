package io.millrace.aws;

import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.StorageProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers S3, and what speaks its protocol. */
public final class S3Provider implements StorageProvider {
  private static final String ENCRYPTION = "METAFLOW_S3_SERVER_SIDE_ENCRYPTION";

  /** Made by ServiceLoader. */
  public S3Provider() {}

  @Override
  public String type() {
    return S3Storage.TYPE;
  }

  @Override
  public List<String> settings() {
    return List.of(S3Clients.ENDPOINT, S3Clients.CERTIFICATE, S3Clients.RETRIES, ENCRYPTION);
  }

  @Override
  public Storage open(String root, Map<String, String> settings) {
    S3Root place = new S3Root(root);
    S3Connection connection = S3Connection.of(settings);
    Optional<String> encryption = Optional.ofNullable(settings.get(ENCRYPTION));
    return new S3Storage(connection, place, new S3Transfer(connection.client(), encryption));
  }
}
