package io.millrace.runtime.config;

import io.millrace.manifest.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that Metaflow 2.19 and Millrace know, for those who mistype one. Metaflow's are in
 * {@code keys.txt}, which {@code configuration_keys.py} of the end-to-end tests makes from its
 * source.
 */
final class ConfigurationKeys {
  /** Those that Metaflow has not, so that nobody is led to one by mistake. */
  private static final Set<String> OWN =
      Set.of(
          "METAFLOW_BATCH_LOG_DRIVER",
          "METAFLOW_BATCH_LOG_OPTIONS",
          "METAFLOW_CONDA_CHANNELS",
          "METAFLOW_KUBERNETES_CONTEXT",
          "METAFLOW_KUBERNETES_RUNTIME_IMAGE");

  private ConfigurationKeys() {}

  /** What to say of {@code key}, if it is none of them but looks like one. */
  static Optional<String> doubt(String key) {
    List<String> known = Known.KEYS;
    return known.contains(key) || OWN.contains(key)
        ? Optional.empty()
        : withMoreWords(key, known)
            .or(() -> Suggestion.closest(key, known))
            .map(
                meant ->
                    "'%s' is not a known configuration key. Did you mean '%s'?"
                        .formatted(key, meant));
  }

  /** The shortest key that has all words of {@code key} and ends with its last one. */
  private static Optional<String> withMoreWords(String key, List<String> known) {
    List<String> words = List.of(key.split("_"));
    return known.stream()
        .filter(other -> other.endsWith("_" + words.get(words.size() - 1)))
        .filter(other -> List.of(other.split("_")).containsAll(words))
        .min(Comparator.comparingInt(String::length));
  }

  /** Read when first wanted. */
  private static final class Known {
    static final List<String> KEYS = read();

    private static List<String> read() {
      try (InputStream in =
          Objects.requireNonNull(ConfigurationKeys.class.getResourceAsStream("keys.txt"))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
