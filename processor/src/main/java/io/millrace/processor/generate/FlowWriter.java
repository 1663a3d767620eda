package io.millrace.processor.generate;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ManifestJson;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.validate.Validation;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Writes the two files of a flow, each with the flow class as its origin. */
public final class FlowWriter {
  private final Filer filer;
  private final Elements elements;
  private final Sources sources;

  public FlowWriter(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.sources = Sources.of(environment);
  }

  /**
   * Writes the files of {@code flow}, in which {@code validation} found nothing.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(FlowModel flow, Validation validation) throws IOException {
    FlowManifest manifest = new ManifestBuilder(elements, sources).build(flow);
    String name = FlowManifest.FOLDER + manifest.className() + ".json";
    try (Writer writer =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, flow.type()).openWriter()) {
      writer.write(ManifestJson.write(manifest));
    }
  }
}
