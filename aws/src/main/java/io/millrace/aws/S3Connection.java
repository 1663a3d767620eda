package io.millrace.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The one client of this process for the same settings, as each costs time and connections. */
final class S3Connection {
  private static final Map<Map<String, String>, S3Connection> OPEN = new ConcurrentHashMap<>();

  private final Map<String, String> settings;
  private final S3Client client;
  private @Nullable S3Presigner links;

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

  /** What makes addresses by which others can read. */
  synchronized S3Presigner links() {
    if (links == null) {
      links = S3Clients.links(settings);
    }
    return links;
  }
}
