package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name was meant. */
final class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "evalaute, evaluate",
    "Evaluate, evaluate",
    "evaluat, evaluate",
    "strat, start",
    "ned, end",
    "enf, end",
    "kubernets, kubernetes",
    "xyz, none",
    "abc, none",
    "trainer, train",
    "'', none"
  })
  void closestName(String word, String expected) {
    List<String> known = List.of("start", "end", "evaluate", "kubernetes", "train");
    assertEquals(expected, Suggestion.closest(word, known).orElse("none"));
  }
}
