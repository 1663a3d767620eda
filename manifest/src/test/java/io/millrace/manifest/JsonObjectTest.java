package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {

  @Test
  void anObjectIsRead() throws IOException {
    assertEquals(Map.of("a", 1), JsonObject.read("{\"a\": 1}"));
    assertEquals(
        Map.of(), JsonObject.read(" {} ".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** None of the words of the library that reads it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "null        | is not a JSON object: it is null",
        "''          | is not a JSON object: look at line 1, column 1",
        "[1]         | is not a JSON object: look at line 1, column 1",
        "'{\"a\" 1}' | is not a JSON object: look at line 1, column 6",
        "{{{{        | is not a JSON object: look at line 1, column 2",
        "17          | is not a JSON object: look at line 1, column 1",
      })
  void whatIsNotOneIsSaid(String text, String message) {
    IOException refusal = assertThrows(IOException.class, () -> JsonObject.read(text));
    assertEquals(message, refusal.getMessage());
  }
}
