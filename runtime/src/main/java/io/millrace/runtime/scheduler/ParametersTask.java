package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.ParameterField;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.Metadatum;
import io.millrace.runtime.parameters.Parameters;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task {@code _parameters/0}, where every run begins. */
final class ParametersTask {
  /** {@code step/id} of it. */
  static final String PATH = TaskPath.PARAMETERS + "/0";

  private final RunRequest request;
  private final FlowGraph graph;
  private final TaskPath path;
  private final AttemptStore store;

  ParametersTask(RunRequest request, FlowGraph graph, String run) {
    this.request = request;
    this.graph = graph;
    this.path = new TaskPath(request.plan().flow().name(), run, TaskPath.PARAMETERS, "0");
    this.store = request.datastore().attempt(path, 0);
  }

  /** Writes the parameters of a new run. */
  void write(Parameters parameters) {
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    begin();
    for (ParameterField parameter : request.plan().flow().parameters()) {
      artifacts.put(parameter.field(), save(parameter, parameters));
    }
    artifacts.put("name", store.save("name", path.flow(), String.class));
    artifacts.put("_graph_info", graphInfo());
    put(artifacts, "_success", true);
    put(artifacts, "_task_ok", true);
    put(artifacts, "_foreach_stack", List.of());
    put(artifacts, "_transition", null);
    put(artifacts, "_configs_processed", true);
    finish(artifacts);
  }

  /** Copies the parameters of the run that is resumed. */
  void copy(Map<String, ArtifactRef> origin) {
    begin();
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>(origin);
    artifacts.put("_graph_info", graphInfo());
    finish(artifacts);
  }

  private void begin() {
    request.metadata().register(path, request.tags());
    store.launched();
    String script = request.plan().flow().position().file();
    request.metadata().add(path, request.tags().user(), request.tags().systemMetadata(0, script));
  }

  private ArtifactRef save(ParameterField parameter, Parameters parameters) {
    Object value = parameters.values().get(parameter.field());
    if (parameter.file().isPresent() && value != null) {
      ParameterField.IncludedFile file = parameter.file().get();
      byte[] content =
          value instanceof String text
              ? text.getBytes(Charset.forName(file.encoding()))
              : (byte[]) value;
      Object descriptor =
          request.datastore().include(path.flow(), content, file.text(), file.encoding());
      return store.save(parameter.field(), descriptor, Object.class);
    }
    return store.save(parameter.field(), value, parameters.type().typeOf(parameter.field()));
  }

  private ArtifactRef graphInfo() {
    return store.save("_graph_info", GraphInfo.of(request.plan(), graph), Object.class);
  }

  private void put(Map<String, ArtifactRef> artifacts, String name, @Nullable Object value) {
    artifacts.put(name, store.save(name, value, Object.class));
  }

  private void finish(Map<String, ArtifactRef> artifacts) {
    String user = request.tags().user();
    store.finish(artifacts);
    List<Metadatum> done = new ArrayList<>();
    done.add(Metadatum.of("attempt", "0", 0));
    done.add(Metadatum.attemptOk(true, 0));
    done.add(Metadatum.of("attempt-done", "0", 0));
    done.add(new Metadatum("start_step", "graph_structure", FlowGraph.START, List.of()));
    done.add(new Metadatum("end_step", "graph_structure", FlowGraph.END, List.of()));
    request.metadata().add(path, user, done);
    request
        .metadata()
        .artifacts(
            path,
            0,
            request.tags(),
            artifacts,
            request.datastore().type(),
            request.datastore().root());
  }
}
