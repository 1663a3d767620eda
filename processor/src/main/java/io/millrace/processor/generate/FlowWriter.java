package io.millrace.processor.generate;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ManifestJson;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.source.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes the manifest of a flow, with the flow class as its origin. */
public final class FlowWriter {
  private final Filer filer;
  private final Elements elements;
  private final Sources sources;

  /**
   * @param sources where things stand
   */
  public FlowWriter(ProcessingEnvironment environment, Sources sources) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.sources = sources;
  }

  /**
   * Writes the manifest of {@code flow}, in which validation found nothing.
   *
   * @throws IOException if it cannot be written
   */
  public void write(FlowModel flow) throws IOException {
    FlowManifest manifest = new ManifestBuilder(elements, sources).build(flow);
    String name = FlowManifest.FOLDER + manifest.className() + ".json";
    FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, flow.type());
    requirePlace(file, name);
    try (OutputStream out = file.openOutputStream()) { // a writer has the sources' encoding
      out.write(ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Without an output folder, javac would put the file beside the class, without its folders. */
  private static void requirePlace(FileObject file, String name) throws IOException {
    URI uri = file.toUri();
    if ("file".equals(uri.getScheme()) && !uri.getPath().endsWith("/" + name)) {
      throw new IOException("without an output folder, no run would find them");
    }
  }
}
