package io.millrace.examples;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;

/** A pod of high priority for which there is room on a node only if another one leaves it. */
final class Crowd implements AutoCloseable {
  private static final String HOST = "kubernetes.io/hostname";

  private final KubernetesClient admin;
  private final String cpu;
  private final String host;
  private final PriorityClass priority;
  private final Pod pod;

  /**
   * @param image that the pod runs {@code sleep} in
   */
  Crowd(KubernetesClient admin, String namespace, String image) {
    this.admin = admin;
    Node node = admin.nodes().list().getItems().get(0);
    Quantity all = node.getStatus().getAllocatable().get("cpu");
    this.cpu =
        Objects.requireNonNull(all)
            .getNumericalAmount()
            .multiply(new BigDecimal("0.55"))
            .setScale(2, RoundingMode.DOWN)
            .toPlainString();
    this.host = node.getMetadata().getLabels().get(HOST);
    this.priority =
        new PriorityClassBuilder()
            .withNewMetadata()
            .withName(namespace)
            .endMetadata()
            .withValue(1000)
            .build();
    this.pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("crowd")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withPriorityClassName(namespace)
            .withNodeSelector(Map.of(HOST, host))
            .withTerminationGracePeriodSeconds(0L)
            .addNewContainer()
            .withName("crowd")
            .withImage(image)
            .withCommand("sleep", "600")
            .withNewResources()
            .withRequests(Map.of("cpu", new Quantity(cpu)))
            .endResources()
            .endContainer()
            .endSpec()
            .build();
    admin.resource(priority).create();
  }

  /** More than half of what the node has, so that two such pods do not go together. */
  String cpu() {
    return cpu;
  }

  /** Selects the node. */
  String selector() {
    return HOST + "=" + host;
  }

  void comeIn() {
    admin.resource(pod).create();
  }

  @Override
  public void close() {
    admin.resource(pod).delete();
    admin.resource(priority).delete();
  }
}
