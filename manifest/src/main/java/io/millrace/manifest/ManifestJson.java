package io.millrace.manifest;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The manifest's text: the same manifest gives the same bytes, and reading is the inverse of
 * writing.
 */
public final class ManifestJson {
  private ManifestJson() {}

  /** The JSON of {@code manifest}, indented, with a line end after the last line. */
  public static String write(FlowManifest manifest) {
    try {
      String json =
          JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(ManifestWriter.write(manifest));
      return json.replace(System.lineSeparator(), "\n") + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The manifest that {@code json} holds.
   *
   * @throws ManifestException if it is not JSON, was written by a newer version, or lacks something
   */
  public static FlowManifest read(String json) throws ManifestException {
    Map<String, Object> fields;
    try {
      fields = JsonObject.read(json);
    } catch (IOException e) {
      throw new ManifestException("it " + e.getMessage() + ". Rebuild the jar.");
    }
    return ManifestReader.read(fields);
  }
}
