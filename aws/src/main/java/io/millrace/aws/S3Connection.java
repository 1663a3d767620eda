package io.millrace.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The one client of this process for the same settings, as each costs time and connections. */
final class S3Connection {
  private static final Map<Map<String, String>, S3Connection> OPEN = new ConcurrentHashMap<>();

  private static final String REGION = "x-amz-bucket-region";
  private static final int SERVER_ERROR = 500;

  private final Map<String, String> settings;
  private final S3Client client;
  private final Map<String, S3Presigner> links = new ConcurrentHashMap<>();

  private S3Connection(Map<String, String> settings) {
    this.settings = settings;
    this.client = S3Clients.client(settings);
  }

  /**
   * The connection by {@code settings}, which is made if need be.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  static S3Connection of(Map<String, String> settings) {
    return OPEN.computeIfAbsent(Map.copyOf(settings), S3Connection::new);
  }

  S3Client client() {
    return client;
  }

  /** What makes addresses by which others can read from {@code bucket}. */
  S3Presigner links(String bucket) {
    return links.computeIfAbsent(bucket, each -> S3Clients.links(settings, region(each)));
  }

  /** Where a bucket of AWS is, which it tells even one who may not use it. */
  private Optional<String> region(String bucket) {
    if (settings.containsKey(S3Clients.ENDPOINT)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(client.headBucket(head -> head.bucket(bucket)).bucketRegion());
    } catch (S3Exception e) {
      Optional<String> told =
          e.awsErrorDetails() == null
              ? Optional.empty()
              : e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(REGION);
      if (told.isEmpty() && e.statusCode() >= SERVER_ERROR) {
        throw e; // it may know better the next time
      }
      return told;
    }
  }
}
