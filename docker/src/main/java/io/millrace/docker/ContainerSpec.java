package io.millrace.docker;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task's container is to be.
 *
 * @param name that people see in lists of containers
 * @param image as the engine gets it
 * @param command in exec form, instead of the image's entry point and command
 * @param variables beside the image's
 * @param labels by which it is found again
 * @param user instead of the image's
 * @param platform instead of this machine's
 * @param host limits, mounts and network
 */
record ContainerSpec(
    String name,
    String image,
    List<String> command,
    List<String> variables,
    Map<String, String> labels,
    Optional<String> user,
    Optional<String> platform,
    HostConfig host) {
  private static final long MEGABYTE = 1 << 20;
  private static final double NANO = 1e9;
  private static final int LONGEST_NAME = 200;

  /**
   * The container of an attempt of the step that {@code plan} describes.
   *
   * @param name that need not be legal
   * @param files paths of this machine, and where they are to be seen, none to be written
   * @param processors how many there are, which the engine does not let a limit exceed
   */
  static ContainerSpec of(
      StepPlan plan,
      String name,
      List<String> command,
      Map<String, String> labels,
      Map<Path, String> files,
      int processors) {
    List<Mount> mounts = new ArrayList<>();
    files.forEach((path, target) -> mounts.add(mount(path, target, true)));
    for (Object volume : list(plan, "volumes")) {
      mounts.add(volume(String.valueOf(volume)));
    }
    HostConfig host =
        HostConfig.newHostConfig()
            .withMounts(mounts)
            .withSecurityOpts(List.of("label=disable")); // else SELinux hides what is mounted
    text(plan, "network").ifPresent(host::withNetworkMode);
    limit(host, plan, processors);
    List<String> variables = new ArrayList<>();
    plan.environment().forEach((key, value) -> variables.add(key + "=" + value));
    return new ContainerSpec(
        legalName(name),
        canonical(text(plan, "image").orElseThrow()),
        command,
        variables,
        labels,
        text(plan, "user"),
        text(plan, "platform"),
        host);
  }

  /** The memory that {@code @Resources} allows, in megabytes. */
  static Optional<Long> memory(StepPlan plan) {
    return number(plan, "memory").map(Number::longValue);
  }

  /** There is no limit without {@code @Resources}; no swap beside the memory. */
  private static void limit(HostConfig host, StepPlan plan, int processors) {
    number(plan, "cpu")
        .ifPresent(
            cpu -> host.withNanoCPUs((long) (Math.min(cpu.doubleValue(), processors) * NANO)));
    memory(plan)
        .ifPresent(memory -> host.withMemory(memory * MEGABYTE).withMemorySwap(memory * MEGABYTE));
    number(plan, "sharedMemory")
        .ifPresent(memory -> host.withShmSize(memory.longValue() * MEGABYTE));
    number(plan, "gpu")
        .filter(gpu -> gpu.intValue() > 0)
        .ifPresent(
            gpu ->
                host.withDeviceRequests(
                    List.of(
                        new DeviceRequest()
                            .withCount(gpu.intValue())
                            .withCapabilities(List.of(List.of("gpu"))))));
  }

  private static Mount mount(Path path, String target, boolean readOnly) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(path.toString())
        .withTarget(target)
        .withReadOnly(readOnly);
  }

  /** {@code /host:/container[:ro]}, as was checked when the step was planned. */
  private static Mount volume(String text) {
    String[] parts = text.split(":");
    boolean readOnly = parts.length > 2 && parts[2].equals("ro");
    return mount(Path.of(parts[0]).toAbsolutePath(), parts[1], readOnly);
  }

  /** The engine allows letters, digits, and a few signs after the first. */
  private static String legalName(String name) {
    String legal = name.replaceAll("[^a-zA-Z0-9_.-]", "-");
    return legal.length() <= LONGEST_NAME
        ? legal
        : "%s-%08x".formatted(legal.substring(0, LONGEST_NAME), name.hashCode());
  }

  private static Optional<String> text(StepPlan plan, String attribute) {
    return value(plan, DecoratorKind.DOCKER, attribute)
        .map(String::valueOf)
        .filter(text -> !text.isEmpty());
  }

  private static List<?> list(StepPlan plan, String attribute) {
    return value(plan, DecoratorKind.DOCKER, attribute).orElse(List.of()) instanceof List<?> list
        ? list
        : List.of();
  }

  private static Optional<Number> number(StepPlan plan, String attribute) {
    return value(plan, DecoratorKind.RESOURCES, attribute)
        .filter(Number.class::isInstance)
        .map(Number.class::cast);
  }

  private static Optional<Object> value(StepPlan plan, DecoratorKind kind, String attribute) {
    return Optional.ofNullable(plan.decorators().getOrDefault(kind, Map.of()).get(attribute))
        .map(Effective::value);
  }

  /** As Docker's command line names images to its engine, which does not know them otherwise. */
  private static String canonical(String image) {
    try {
      return ImageReference.parse(image).canonical().toString();
    } catch (InvalidImageException e) {
      throw new IllegalStateException(e); // the plan has only valid ones
    }
  }
}
