package io.millrace.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in words what went wrong between this process and the API server. */
final class ClusterFailure {
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private ClusterFailure() {}

  /**
   * Reads a failure.
   *
   * @param server its address
   * @param what was to be done, as in "the job cannot be made"
   */
  static ClusterException of(KubernetesClientException failure, String server, String what) {
    int code = failure.getCode();
    String said =
        failure.getStatus() == null || failure.getStatus().getMessage() == null
            ? String.valueOf(failure.getMessage())
            : failure.getStatus().getMessage();
    String line = said.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
    return switch (code) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new ClusterException(
              what
                  + ": the cluster "
                  + server
                  + " does not know these credentials. Log in to it again, or choose another context",
              false,
              failure);
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new ClusterException(
              what
                  + ": "
                  + line
                  + ". The rights that are needed are listed in the documentation, under Rights",
              false,
              failure);
      case HttpURLConnection.HTTP_NOT_FOUND, UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
          new ClusterException(what + ": " + line, false, failure);
      case HttpURLConnection.HTTP_CONFLICT ->
          new ClusterException(what + ": " + line, true, failure);
      default -> {
        boolean answered = code != 0;
        boolean passing = !answered || code == TOO_MANY_REQUESTS || code >= SERVER_ERROR;
        String why = answered ? "it answered " + code + ": " + line : unreachable(failure, line);
        yield new ClusterException(
            "%s: the cluster %s %s".formatted(what, server, why),
            passing && !isCertificate(failure),
            failure);
      }
    };
  }

  private static String unreachable(Throwable failure, String line) {
    if (isCertificate(failure)) {
      return "has a certificate that is not trusted: "
          + find(failure, SSLException.class).map(Throwable::getMessage).orElse(line);
    } else if (find(failure, UnknownHostException.class).isPresent()
        || find(failure, java.nio.channels.UnresolvedAddressException.class).isPresent()) {
      return "has an address that is not known";
    } else if (find(failure, ConnectException.class).isPresent()) {
      return "cannot be reached: the connection was refused";
    } else if (find(failure, HttpTimeoutException.class).isPresent()) {
      return "does not answer";
    }
    return "cannot be reached: "
        + find(failure, IOException.class).map(Throwable::getMessage).orElse(line);
  }

  private static boolean isCertificate(Throwable failure) {
    return find(failure, java.security.cert.CertificateException.class).isPresent()
        || find(failure, java.security.cert.CertPathBuilderException.class).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
