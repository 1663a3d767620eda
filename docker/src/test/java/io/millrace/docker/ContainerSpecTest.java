package io.millrace.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.Position;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerSpecTest {
  private static final StepMethod STEP =
      new StepMethod(
          "train",
          new Transition.Linear("end"),
          false,
          "",
          List.of(),
          new Position("Flow.java", 1));

  private final Map<DecoratorKind, Map<String, Effective>> decorators =
      new EnumMap<>(DecoratorKind.class);

  private ContainerSpecTest with(DecoratorKind kind, String name, Object value) {
    decorators
        .computeIfAbsent(kind, unused -> new LinkedHashMap<>())
        .put(name, new Effective(value, "test", List.of()));
    return this;
  }

  private ContainerSpec spec() {
    with(DecoratorKind.DOCKER, "image", "acme/trainer:1.4");
    return ContainerSpec.of(
        new StepPlan(STEP, ComputeKind.DOCKER, decorators, Set.of()),
        "millrace-Flow-1-train/ä-2",
        List.of("/millrace/jre/bin/launch", "java"),
        Map.of("io.millrace.run", "1"),
        Map.of(Path.of("/jre"), "/millrace/jre"),
        4);
  }

  @Test
  void aPlainStepHasNoLimitsAndTheImagesUser() {
    ContainerSpec spec = spec();
    assertEquals("acme/trainer:1.4", spec.image());
    assertEquals("millrace-Flow-1-train---2", spec.name());
    assertEquals(Optional.empty(), spec.user());
    assertEquals(List.of(), spec.variables());
    HostConfig host = spec.host();
    assertNull(host.getMemory());
    assertNull(host.getNanoCPUs());
    assertNull(host.getNetworkMode());
    Mount mount = host.getMounts().get(0);
    assertEquals("/jre", mount.getSource());
    assertEquals("/millrace/jre", mount.getTarget());
    assertEquals(true, mount.getReadOnly());
  }

  @Test
  void resourcesAreLimitsAndNoMoreProcessorsThanThereAre() {
    with(DecoratorKind.RESOURCES, "cpu", 16.0);
    with(DecoratorKind.RESOURCES, "memory", 512L);
    with(DecoratorKind.RESOURCES, "sharedMemory", 64L);
    HostConfig host = spec().host();
    assertEquals(4_000_000_000L, host.getNanoCPUs());
    assertEquals(512L << 20, host.getMemory());
    assertEquals(512L << 20, host.getMemorySwap());
    assertEquals(64L << 20, host.getShmSize());
    with(DecoratorKind.RESOURCES, "cpu", 0.5);
    assertEquals(500_000_000L, spec().host().getNanoCPUs());
  }

  @Test
  void theAnnotationsAttributesAreTheContainers() {
    with(DecoratorKind.DOCKER, "user", "1000:1000");
    with(DecoratorKind.DOCKER, "network", "host");
    with(DecoratorKind.DOCKER, "platform", "linux/arm64");
    with(DecoratorKind.DOCKER, "volumes", List.of("/data:/data:ro", "/out:/out"));
    with(DecoratorKind.ENVIRONMENT, "vars", List.of("A=b=c"));
    with(DecoratorKind.RESOURCES, "gpu", 2L);
    ContainerSpec spec = spec();
    assertEquals(Optional.of("1000:1000"), spec.user());
    assertEquals(Optional.of("linux/arm64"), spec.platform());
    assertEquals(List.of("A=b=c"), spec.variables());
    assertEquals("host", spec.host().getNetworkMode());
    assertEquals(2, spec.host().getDeviceRequests().get(0).getCount());
    List<Mount> mounts = spec.host().getMounts();
    assertEquals(true, mounts.get(1).getReadOnly());
    assertEquals(false, mounts.get(2).getReadOnly());
    assertEquals("/out", mounts.get(2).getSource());
  }

  @Test
  void theWayToAnEndIsTold() {
    DockerEngine.Exit killed = new DockerEngine.Exit(137, true);
    String why =
        ContainerOutcome.of(killed, Optional.empty(), false, Optional.of(100L)).result().failure();
    assertTrue(why.contains("100 MB"), why);
    assertTrue(why.contains("resources:memory=200"), why);
    DockerEngine.Exit code = new DockerEngine.Exit(3, false);
    assertEquals(
        "the task ended its process with exit code 3, as System.exit(3) does",
        ContainerOutcome.of(code, Optional.empty(), false, Optional.empty()).result().failure());
  }
}
