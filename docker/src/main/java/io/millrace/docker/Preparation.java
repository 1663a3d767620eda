package io.millrace.docker;

import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.container.BundleException;
import io.millrace.runtime.container.ContainerClassPath;
import io.millrace.runtime.container.ContainerCommand;
import io.millrace.runtime.container.RuntimeBundle;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.jvm.JvmOptions;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.storage.StorageServer;
import io.millrace.runtime.storage.Temporary;
import io.millrace.runtime.task.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all containers of a run share: the Java runtime, the class path, the datastore's door. */
final class Preparation implements AutoCloseable {
  private final ComputeRequest request;
  private final DockerEngine engine;
  private final Path folder;
  private final ContainerClassPath classPath;
  private @Nullable StorageServer server;
  private Map<Path, String> files = Map.of();
  private int processors;

  Preparation(ComputeRequest request, DockerEngine engine) {
    this.request = request;
    this.engine = engine;
    try {
      this.folder = Temporary.folder("docker-");
    } catch (IOException e) {
      throw new UncheckedIOException("Containers cannot be prepared: " + e.getMessage(), e);
    }
    this.classPath = new ContainerClassPath(folder);
  }

  /**
   * Makes what is not made yet.
   *
   * @param news is told what takes long
   */
  synchronized void make(Consumer<String> news) throws BundleException, EngineException {
    if (!files.isEmpty()) {
      return;
    }
    processors = engine.processors();
    Map<Path, String> code = code();
    Optional<String> cache = Optional.ofNullable(request.environment().get("XDG_CACHE_HOME"));
    Map<Path, String> all = new LinkedHashMap<>();
    all.put(RuntimeBundle.get(RuntimeBundle.cacheFolder(cache), news), ContainerCommand.JAVA);
    all.put(serve(), ContainerCommand.SOCKET);
    all.putAll(code);
    files = all;
  }

  private Map<Path, String> code() throws EngineException {
    try {
      return classPath.mounts();
    } catch (UncheckedIOException e) {
      throw new EngineException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path serve() throws EngineException {
    Path socket = folder.resolve("socket");
    DatastoreLocation place = request.datastore().location();
    String flow = request.plan().flow().name();
    try {
      server =
          new StorageServer(
              socket,
              Map.of(
                  ContainerCommand.DATASTORE,
                  new ServedStorage(request.datastore().storage(), flow, true),
                  ContainerCommand.FILES,
                  new ServedStorage(place.files(), place.datatools() + "/" + flow, false),
                  ContainerCommand.LOCAL,
                  new ServedStorage(request.local(), flow, true)));
      return socket;
    } catch (IOException e) {
      throw new EngineException("the datastore cannot be served: " + e.getMessage(), e);
    }
  }

  /** The container for an attempt. */
  ContainerSpec container(TaskSpec task, StepPlan plan) {
    String flow = request.plan().flow().name();
    List<String> options = new ArrayList<>();
    if (ContainerSpec.memory(plan).isPresent()) {
      options.add("-XX:MaxRAMPercentage=75"); // a quarter is for what else the step starts
      options.addAll(JvmOptions.inheritedElsewhere());
    } else {
      options.addAll(JvmOptions.withoutSecrets(JvmOptions.inherited()));
    }
    List<String> command =
        ContainerCommand.of(
            ContainerCommand.Way.SOCKET,
            request.run(),
            task,
            plan.catchPolicy(),
            options,
            classPath.entries());
    String name =
        "millrace-%s-%s-%s-%s-%d"
            .formatted(flow, request.run().run(), task.step(), task.task(), task.attempt());
    return ContainerSpec.of(
        plan, name, command, Labels.of(request.run(), task, flow), files, processors);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
