package io.millrace.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The name of {@code known} that is closest to {@code word}, if it is close: no more than a third
   * of the longer one's letters put in, left out, changed or swapped with a neighbour, in whatever
   * case.
   */
  public static Optional<String> closest(String word, Collection<String> known) {
    return known.stream()
        .filter(
            name -> distance(word, name) <= Math.max(1, Math.max(word.length(), name.length()) / 3))
        .min(
            Comparator.<String>comparingInt(name -> distance(word, name))
                .thenComparing(name -> name));
  }

  /** As a sentence: {@code " Did you mean 'x'?"} with a space before it, or nothing. */
  public static String sentence(String word, Collection<String> known) {
    return closest(word, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** The optimal string alignment distance, case aside. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
