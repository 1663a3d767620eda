package io.millrace.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.AttributeMap;

/** Makes the client, from Metaflow's settings and what the AWS SDK finds by itself. */
final class S3Clients {
  /** Another server that speaks S3's protocol, by its URL. */
  static final String ENDPOINT = "METAFLOW_S3_ENDPOINT_URL";

  /** {@code false}, or the file of the certificates that are trusted. */
  static final String CERTIFICATE = "METAFLOW_S3_VERIFY_CERTIFICATE";

  /** How often a request that failed is made again; 7 unless it is set. */
  static final String RETRIES = "METAFLOW_S3_RETRY_COUNT";

  private static final int USUAL_RETRIES = 7;
  private static final int CONNECTIONS = 64;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private S3Clients() {}

  /**
   * The client for {@code settings}.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  static S3Client client(Map<String, String> settings) {
    AwsProfile.require();
    String endpoint = settings.get(ENDPOINT);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(region(endpoint != null))
            .crossRegionAccessEnabled(endpoint == null)
            .httpClient(http(settings.get(CERTIFICATE), endpoint))
            .overrideConfiguration(
                all ->
                    all.addExecutionInterceptor(new WholeAnswers())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(retries(settings.get(RETRIES)) + 1)
                                // answers that were cut off, which the SDK takes for wrong ones
                                .retryOnExceptionOrCauseInstanceOf(XMLStreamException.class)
                                .retryOnExceptionOrCauseInstanceOf(DateTimeParseException.class)
                                .retryOnExceptionOrCauseInstanceOf(NumberFormatException.class)
                                // else many transfers at once give up earlier than one would
                                .circuitBreakerEnabled(false)
                                .build()));
    if (endpoint != null) {
      // a server of one's own seldom has a name for each bucket
      builder.endpointOverride(uri(endpoint)).forcePathStyle(true);
    }
    return builder.build();
  }

  /**
   * What makes addresses by which others can read, for {@code settings}.
   *
   * @param where the region of the bucket, if that is known; an address is for one region
   */
  static S3Presigner links(Map<String, String> settings, Optional<String> where) {
    String endpoint = settings.get(ENDPOINT);
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(where.map(Region::of).orElseGet(() -> region(endpoint != null)));
    if (endpoint != null) {
      builder
          .endpointOverride(uri(endpoint))
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
    }
    return builder.build();
  }

  private static URI uri(String endpoint) {
    if (!endpoint.matches("https?://[^/\\s]+/?")) {
      throw new IllegalArgumentException(
          "%s is '%s', which is not a valid URL. Give one such as https://minio.acme.io:9000."
              .formatted(ENDPOINT, endpoint));
    }
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is '%s', which is not a valid URL: %s.".formatted(ENDPOINT, endpoint, e.getMessage()),
          e);
    }
  }

  private static int retries(@Nullable String setting) {
    if (setting == null) {
      return USUAL_RETRIES;
    }
    if (!setting.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "%s is '%s', which is not a whole number. Give one such as %d."
              .formatted(RETRIES, setting, USUAL_RETRIES));
    }
    return Integer.parseInt(setting);
  }

  /**
   * As the SDK finds it, and from {@code AWS_DEFAULT_REGION}, which Metaflow reads. Any will do to
   * ask where a bucket is, and for a server of one's own.
   */
  private static Region region(boolean ownServer) {
    Region found = ask(new SystemSettingsRegionProvider());
    String named = System.getenv("AWS_DEFAULT_REGION");
    if (found == null && named != null && !named.isEmpty()) {
      found = Region.of(named);
    }
    if (found == null) {
      found = ask(new AwsProfileRegionProvider());
    }
    if (found == null && !ownServer) {
      found = ask(new InstanceProfileRegionProvider());
    }
    return found == null ? Region.US_EAST_1 : found;
  }

  private static @Nullable Region ask(AwsRegionProvider provider) {
    try {
      return provider.getRegion();
    } catch (SdkClientException e) {
      return null; // it knows none
    }
  }

  private static SdkHttpClient http(@Nullable String verify, @Nullable String endpoint) {
    ApacheHttpClient.Builder builder =
        ApacheHttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(SILENCE) // many transfers wait for one another
            .socketTimeout(SILENCE);
    AttributeMap.Builder options = AttributeMap.builder();
    String setting = verify == null ? "true" : verify;
    switch (setting.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> {
        if (endpoint != null && endpoint.startsWith("http://")) {
          builder.tlsTrustManagersProvider(() -> new TrustManager[0]); // to read them takes long
        }
      }
      case "false", "0" -> options.put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true);
      default -> {
        TrustManager[] trusted = trusted(setting);
        builder.tlsTrustManagersProvider(() -> trusted);
      }
    }
    return builder.buildWithDefaults(options.build());
  }

  private static TrustManager[] trusted(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("certificate-" + count++, each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s is '%s', which is neither true nor false nor a readable file of certificates (%s)."
              .formatted(CERTIFICATE, file, e.getMessage()),
          e);
    }
  }
}
