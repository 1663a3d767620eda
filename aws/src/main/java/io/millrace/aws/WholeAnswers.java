package io.millrace.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Has a request made again whose answer was cut off within its headers, or within a body that says
 * what was done: the SDK takes neither for something to try again.
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

  /** Reads all that is not an object's content, which its reader looks after. */
  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    boolean streams =
        context.request() instanceof GetObjectRequest && context.httpResponse().isSuccessful();
    if (streams || context.responseBody().isEmpty()) {
      return context.responseBody();
    }
    try (InputStream body = context.responseBody().get()) {
      return Optional.of(new ByteArrayInputStream(body.readAllBytes()));
    } catch (IOException e) {
      throw RetryableException.create("the server's answer was cut off", e);
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
