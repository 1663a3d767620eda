package io.millrace.runtime.scheduler;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.runtime.metadata.Metadatum;
import io.millrace.runtime.plan.StepPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which image an attempt ran in and who chose it, as the run's metadata keep it. */
final class ImageRecord {
  private ImageRecord() {}

  /**
   * The entry {@code image}: a JSON object with the image as {@code requested}, as {@code resolved}
   * for the container runtime, its {@code digest} where that is known, and the {@code source}.
   */
  static List<Metadatum> of(StepPlan plan, String digest, int attempt) {
    return plan.image().stream()
        .map(
            image -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("requested", image.said());
              json.put("resolved", image.value());
              if (!digest.isEmpty()) {
                json.put("digest", digest);
              }
              json.put("source", image.source());
              return Metadatum.of("image", text(json), attempt);
            })
        .toList();
  }

  private static String text(Map<String, Object> json) {
    try {
      return JSON.std.asString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
