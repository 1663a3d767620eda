package io.millrace.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Has a request made again whose answer was cut off within its headers.
 *
 * <p>The HTTP client takes what came for all headers, and an answer without a length for one that
 * ends with the connection: that is, for an empty object.
 */
final class WholeAnswers implements ExecutionInterceptor {
  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    SdkHttpResponse answer = context.httpResponse();
    if (!answer.isSuccessful()) {
      return;
    }
    boolean reads = context.httpRequest().method() == SdkHttpMethod.GET;
    boolean delimited =
        answer.firstMatchingHeader("Content-Length").filter(WholeAnswers::isNumber).isPresent()
            || answer.firstMatchingHeader("Transfer-Encoding").isPresent();
    Optional<String> tag = answer.firstMatchingHeader("ETag");
    if ((reads && !delimited) || (tag.isPresent() && !tag.get().endsWith("\""))) {
      context.responseBody().ifPresent(WholeAnswers::close);
      throw RetryableException.create("the server's answer was cut off");
    }
  }

  /** Else its connection would never be free again. */
  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // it is cut off in any case
    }
  }

  /** A header's value may be cut off, too. */
  private static boolean isNumber(String value) {
    return value.matches("\\d+");
  }
}
