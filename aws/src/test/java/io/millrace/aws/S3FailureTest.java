package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | NoSuchBucket       | there is no bucket acme. Make it, or name another
          403 | AccessDenied       | these AWS credentials are not allowed to do that. Ask for s3:GetObject, s3:PutObject and s3:ListBucket there
          403 | InvalidAccessKeyId | the AWS credentials are wrong (InvalidAccessKeyId)
          400 | ExpiredToken       | the AWS credentials have expired. Log in again
          503 | SlowDown           | the server answered 503 SlowDown
          """)
  void anAnswerIsToldInWords(int status, String code, String words) {
    S3Exception failure =
        (S3Exception)
            S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    assertEquals(words, S3Failure.words(failure, "acme"));
  }

  @Test
  void whatHappensOnTheWayIsToldInWords() {
    assertEquals(
        "the server does not answer: Read timed out",
        words(new SocketTimeoutException("Read timed out")));
    assertEquals(
        "the server's certificate is not trusted: no path. Name the file of its issuer in METAFLOW_S3_VERIFY_CERTIFICATE",
        words(new SSLHandshakeException("x").initCause(new CertPathBuilderException("no path"))));
    assertEquals(
        "TLS with the server failed: not TLS. Look at METAFLOW_S3_ENDPOINT_URL",
        words(new SSLHandshakeException("not TLS")));
  }

  private static String words(Throwable cause) {
    return S3Failure.words(SdkClientException.create("Unable to execute", cause), "acme");
  }

  @Test
  void whatIsNotThereIsAsInAFolder() {
    S3Root.Place place = new S3Root.Place("acme", "a/b");
    Exception failure = S3Failure.of(NoSuchKeyException.builder().build(), place, "cannot be read");
    assertInstanceOf(NoSuchFileException.class, failure);
    assertEquals("s3://acme/a/b", failure.getMessage());
  }
}
