package io.millrace.runtime.task;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ManifestException;
import io.millrace.manifest.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A flow as this process has it.
 *
 * @param manifest what the author wrote
 * @param graph its steps
 */
public record FlowCode(FlowManifest manifest, FlowGraph graph) {

  /** Reads the flow of class {@code flowClass} from the class path. */
  public static FlowCode load(String flowClass, ClassLoader loader) {
    String resource = FlowManifest.FOLDER + flowClass + ".json";
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path.");
      }
      FlowManifest manifest =
          ManifestJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return new FlowCode(manifest, FlowGraph.of(manifest));
    } catch (IOException | ManifestException e) {
      throw new IllegalStateException(resource + ": " + e.getMessage(), e);
    }
  }
}
