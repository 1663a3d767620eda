package io.millrace.examples;

import io.millrace.testing.Component;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real container engine of this machine, started for the tests alone, with a few images. */
final class ContainerEngine implements AutoCloseable {
  private static final Path DOCKERD = Path.of("/usr/sbin/dockerd");
  private static final Path DOCKER = Path.of("/usr/bin/docker");
  private static final Path PODMAN = Path.of("/usr/bin/podman");

  /** The containers' limits must not be above ours, where we may not raise them. */
  private static final String[] LIMITS = {"nofile=4096:4096", "nproc=8192:8192"};

  private final Process process;
  private final Path socket;
  private final Path folder;

  private ContainerEngine(Process process, Path socket, Path folder) {
    this.process = process;
    this.socket = socket;
    this.folder = folder;
  }

  /** Docker's daemon, with all it has in {@code folder}. */
  static ContainerEngine docker(Path folder) throws Exception {
    Component.DOCKER.require(DOCKERD, DOCKER);
    Component.DOCKER.requireRoot();
    Path socket = folder.resolve("docker.sock");
    List<String> command =
        new ArrayList<>(
            List.of(
                DOCKERD.toString(),
                "--data-root",
                folder.resolve("data").toString(),
                "--exec-root",
                folder.resolve("run").toString(),
                "--pidfile",
                folder.resolve("pid").toString(),
                "--host",
                "unix://" + socket,
                "--iptables=false",
                "--ip6tables=false",
                "--bip",
                "172.31.251.1/24"));
    for (String limit : LIMITS) {
      command.add("--default-ulimit");
      command.add(limit);
    }
    return start(Component.DOCKER, folder, socket, new ProcessBuilder(command));
  }

  /** Podman's service, which speaks Docker's language. */
  static ContainerEngine podman(Path folder) throws Exception {
    Component.PODMAN.require(PODMAN, DOCKER);
    Component.PODMAN.requireRoot();
    Path socket = folder.resolve("podman.sock");
    Path containers =
        Files.writeString(
            folder.resolve("containers.conf"),
            """
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            [containers]
            default_ulimits = ["%s", "%s"]
            log_driver = "k8s-file"
            """
                .formatted((Object[]) LIMITS));
    Path storage =
        Files.writeString(
            folder.resolve("storage.conf"),
            """
            [storage]
            driver = "overlay"
            graphroot = "%s"
            runroot = "%s"
            """
                .formatted(folder.resolve("data"), folder.resolve("run")));
    ProcessBuilder builder =
        new ProcessBuilder(PODMAN.toString(), "system", "service", "--time=0", "unix://" + socket);
    builder.environment().put("CONTAINERS_CONF", containers.toString());
    builder.environment().put("CONTAINERS_STORAGE_CONF", storage.toString());
    return start(Component.PODMAN, folder, socket, builder);
  }

  private static ContainerEngine start(
      Component component, Path folder, Path socket, ProcessBuilder builder) throws Exception {
    Path log = folder.resolve("engine.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ContainerEngine engine = new ContainerEngine(process, socket, folder);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(
            socket, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
        return engine;
      } catch (IOException e) {
        process.waitFor(50, TimeUnit.MILLISECONDS); // it does not listen yet
      }
    }
    engine.close();
    throw component.missing("The engine does not start:\n" + Files.readString(log));
  }

  /** For {@code DOCKER_HOST}. */
  Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + socket);
  }

  /**
   * Makes an image of a root file system.
   *
   * @param tar its name without {@code .tar}
   * @param instructions as in a Dockerfile
   */
  void image(String name, String tar, String... instructions) {
    List<String> arguments = new ArrayList<>(List.of("import"));
    for (String instruction : instructions) {
      arguments.add("--change");
      arguments.add(instruction);
    }
    arguments.add(rootFileSystems().resolve(tar + ".tar").toString());
    arguments.add(name);
    docker(arguments.toArray(String[]::new));
  }

  /** The root file systems; made if they are not there. */
  private static Path rootFileSystems() {
    FlowProcess.Result made =
        FlowProcess.process(
            Path.of("..").toAbsolutePath(), List.of("bash", ".ci/container-images"), Map.of());
    if (made.code() != 0) {
      throw Component.IMAGES.missing(made.err());
    }
    return Path.of(made.out().strip());
  }

  /** Runs Docker's command line against this engine; returns what it prints. */
  String docker(String... arguments) {
    return docker(Map.of(), arguments);
  }

  /** As {@link #docker(String...)}, with more variables. */
  String docker(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(DOCKER.toString(), "--host", "unix://" + socket));
    command.addAll(Arrays.asList(arguments));
    FlowProcess.Result result = FlowProcess.process(folder, command, environment);
    if (result.code() != 0) {
      throw new IllegalStateException(command + ": " + result);
    }
    return result.out();
  }

  /** The containers that there are, whether they run or not. */
  List<String> containers() {
    return docker("ps", "--all", "--format", "{{.Names}} {{.Status}}").lines().toList();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    new ProcessBuilder(
            "umount", "--recursive", "--quiet", folder.resolve("data/overlay").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
