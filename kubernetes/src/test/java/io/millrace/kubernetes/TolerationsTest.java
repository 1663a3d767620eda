package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TolerationsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spot | {\"key\":\"spot\",\"operator\":\"Exists\"}",
        "spot:NoSchedule | {\"effect\":\"NoSchedule\",\"key\":\"spot\",\"operator\":\"Exists\"}",
        "a/b=c:NoExecute | {\"effect\":\"NoExecute\",\"key\":\"a/b\",\"operator\":\"Equal\",\"value\":\"c\"}",
        "{\"operator\":\"Exists\"} | {\"operator\":\"Exists\"}",
      })
  void aTaintOrAnObjectIsRead(String text, String json) {
    assertEquals(json, Serialization.asJson(Tolerations.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:Never", ":NoSchedule", "{\"key\":", "{\"key\":[]}"})
  void whatIsNeitherIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Tolerations.parse(text));
  }
}
