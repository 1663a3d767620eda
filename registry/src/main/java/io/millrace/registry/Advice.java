package io.millrace.registry;

import io.millrace.manifest.ImageReference;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.RegistryException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import land.oras.exception.OrasException;

/** Says what a failure means for the user, and what helps. */
final class Advice {
  /** {@code ACCOUNT.dkr.ecr.REGION.amazonaws.com}, as AWS documents it. */
  private static final Pattern ECR =
      Pattern.compile(
          "\\d{12}\\.dkr\\.ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.(amazonaws\\.com(\\.cn)?|on\\.aws)");

  private Advice() {}

  /**
   * What a failure means.
   *
   * @param login why there is no login for the registry; empty if that is as it should be
   */
  static RegistryException of(ImageReference image, OrasException failure, String login) {
    String host = ImageChecks.host(image);
    Integer status = failure.getStatusCode();
    if (status != null && status == 404) {
      return RegistryException.tagMissing(
          "%s has no '%s' of %s."
              .formatted(
                  host, image.digest().orElseGet(() -> image.tag().orElse("latest")), image.path()),
          failure);
    }
    if (status == null || status <= 0) {
      return new RegistryException(ofCause(host, failure), failure);
    }
    String why = status == 401 || status == 403 ? ofLogin(login) : "";
    return new RegistryException(ofStatus(host, status) + why, failure);
  }

  private static String ofLogin(String problem) {
    return problem.isEmpty() ? "" : " Besides, " + problem + ".";
  }

  private static String ofStatus(String host, int status) {
    return switch (status) {
      case 401 ->
          host
              + " requires a login, or does not know the one in Docker's config.json"
              + (host.equals("docker.io") ? "; or it has no such image" : "")
              + ". Run '"
              + login(host)
              + "'.";
      case 403 ->
          host
              + " does not let this login pull it. Ask for the right to"
              + (ECR.matcher(host).matches() ? ", or renew it: '" + login(host) + "'" : "")
              + ".";
      case 429 -> host + " has received too many requests (status 429). Log in, or wait a while.";
      default -> host + " answered with status " + status + ". Try again later.";
    };
  }

  /** The command for a login; those of Amazon's registries last for twelve hours. */
  static String login(String host) {
    Matcher ecr = ECR.matcher(host);
    return ecr.matches()
        ? "aws ecr get-login-password --region %s | docker login --username AWS --password-stdin %s"
            .formatted(ecr.group("region"), host)
        : "docker login " + host;
  }

  private static String ofCause(String host, OrasException failure) {
    if (causes(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
      return "there is no host " + host + ". Check the registry's name.";
    } else if (causes(failure, HttpTimeoutException.class)) {
      return host + " does not answer. Is it reachable from here?";
    } else if (causes(failure, CertificateException.class, CertPathBuilderException.class)) {
      return host
          + " has a certificate that this JVM does not trust. Import the one that signed it by keytool, or name a file that has it: java -Djavax.net.ssl.trustStore=FILE.";
    } else if (causes(failure, SSLException.class)) {
      return "no TLS connection to "
          + host
          + ". If it serves plain HTTP and that is intended, add --allow-http.";
    } else if (causes(failure, ConnectException.class)) {
      return host + " refuses connections. Is the registry running, and is the port right?";
    }
    return "asking " + host + " failed: " + failure.getMessage() + ".";
  }

  @SafeVarargs
  private static boolean causes(Throwable failure, Class<? extends Throwable>... kinds) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      for (Class<? extends Throwable> kind : kinds) {
        if (kind.isInstance(each)) {
          return true;
        }
      }
    }
    return false;
  }
}
