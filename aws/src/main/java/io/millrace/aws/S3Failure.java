package io.millrace.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in words what the SDK throws. */
final class S3Failure {
  private S3Failure() {}

  /**
   * The failure of a request about {@code place}.
   *
   * @param what could not be done, such as {@code cannot be read}
   */
  static IOException of(SdkException failure, S3Root.Place place, String what) {
    if (failure instanceof NoSuchKeyException) {
      return new NoSuchFileException(place.toString());
    }
    return new IOException(place + " " + what + ": " + words(failure, place.bucket()), failure);
  }

  /** As {@link #of}, with the same message. */
  static UncheckedIOException unchecked(SdkException failure, S3Root.Place place, String what) {
    IOException checked = of(failure, place, what);
    return new UncheckedIOException(checked.getMessage(), checked);
  }

  /** Why, and what to do if that is known. */
  static String words(SdkException failure, String bucket) {
    if (failure instanceof S3Exception answer) {
      return answered(answer, bucket);
    } else if (failure instanceof AbortedException) {
      return "it was interrupted";
    }
    String message = firstLine(failure.getMessage());
    if (message.contains("credentials")) {
      return AwsProfile.withoutCredentials(message);
    }
    Throwable cause = failure;
    boolean tls = false;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
      tls |= cause instanceof SSLException;
    }
    String reason = firstLine(cause.getMessage());
    if (cause instanceof UnknownHostException) {
      return "there is no host "
          + reason.replaceFirst(":.*", "")
          + ". Look at "
          + S3Clients.ENDPOINT
          + " and the network";
    } else if (cause instanceof ConnectException) {
      return "the server cannot be reached: "
          + reason
          + ". Look at "
          + S3Clients.ENDPOINT
          + ", and whether the server is up";
    } else if (cause instanceof SocketTimeoutException) {
      return "the server does not answer: " + reason;
    } else if (cause instanceof CertPathBuilderException) {
      return "the server's certificate is not trusted: "
          + reason
          + ". Name the file of its issuer in "
          + S3Clients.CERTIFICATE;
    } else if (tls) {
      return "TLS with the server failed: " + reason + ". Look at " + S3Clients.ENDPOINT;
    }
    return reason.isEmpty() ? message : reason;
  }

  private static String answered(S3Exception answer, String bucket) {
    String code =
        answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
            ? ""
            : answer.awsErrorDetails().errorCode();
    return switch (code) {
      case "NoSuchBucket" -> "there is no bucket " + bucket + ". Make it, or name another";
      case "AccessDenied", "403 Forbidden", "AllAccessDisabled" ->
          "these AWS credentials are not allowed to do that. Ask for s3:GetObject, s3:PutObject and s3:ListBucket there";
      case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
          "the AWS credentials are wrong (" + code + ")";
      case "ExpiredToken", "TokenRefreshRequired" ->
          "the AWS credentials have expired. Log in again";
      default ->
          answer.statusCode() == 403
              ? "these AWS credentials are not allowed to do that"
              : "the server answered %d%s"
                  .formatted(answer.statusCode(), code.isEmpty() ? "" : " " + code);
    };
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }
}
