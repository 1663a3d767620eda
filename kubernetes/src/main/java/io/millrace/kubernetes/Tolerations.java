package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;

/** Reads what is written in {@code @Kubernetes(tolerations)}. */
final class Tolerations {
  private static final Set<String> EFFECTS =
      Set.of("NoSchedule", "PreferNoSchedule", "NoExecute", "");

  private Tolerations() {}

  /**
   * Reads {@code KEY[=VALUE][:EFFECT]} or a JSON object of the Kubernetes API.
   *
   * @throws IllegalArgumentException if it is neither, in words
   */
  static Toleration parse(String text) {
    if (text.strip().startsWith("{")) {
      try {
        return Serialization.unmarshal(text, Toleration.class);
      } catch (RuntimeException e) { // of a Jackson that this module does not know
        throw new IllegalArgumentException(
            "the toleration '%s' is not a valid Kubernetes toleration in JSON".formatted(text), e);
      }
    }
    int colon = text.lastIndexOf(':');
    String effect = colon < 0 ? "" : text.substring(colon + 1);
    String taint = colon < 0 ? text : text.substring(0, colon);
    if (!EFFECTS.contains(effect) || taint.isBlank()) {
      throw new IllegalArgumentException(
          "the toleration '%s' is not KEY[=VALUE][:EFFECT], with the effect NoSchedule, PreferNoSchedule or NoExecute"
              .formatted(text));
    }
    int equals = taint.indexOf('=');
    Toleration toleration = new Toleration();
    toleration.setKey(equals < 0 ? taint : taint.substring(0, equals));
    toleration.setOperator(equals < 0 ? "Exists" : "Equal");
    toleration.setValue(equals < 0 ? null : taint.substring(equals + 1));
    toleration.setEffect(effect.isEmpty() ? null : effect);
    return toleration;
  }
}
