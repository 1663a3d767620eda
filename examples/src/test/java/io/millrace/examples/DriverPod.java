package io.millrace.examples;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A pod that runs a flow's jar with the rights of a service account. */
final class DriverPod {
  private final KubernetesClient admin;
  private final Pod pod;

  /**
   * @param account the service account
   * @param url of the jar
   * @param environment of the process
   * @param images one that has {@code wget}, and one that has Java
   */
  DriverPod(
      KubernetesClient admin,
      String namespace,
      String account,
      String url,
      Map<String, String> environment,
      List<String> images,
      String... arguments) {
    this.admin = admin;
    this.pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("driver")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withServiceAccountName(account)
            .withRestartPolicy("Never")
            .addNewInitContainer()
            .withName("fetch")
            .withImage(images.get(0))
            .withCommand("wget", "-q", "-O", "/work/flow.jar", url)
            .addNewVolumeMount()
            .withName("work")
            .withMountPath("/work")
            .endVolumeMount()
            .endInitContainer()
            .addNewContainer()
            .withName("flow")
            .withImage(images.get(1))
            .withCommand("java", "-jar", "/work/flow.jar")
            .withArgs(arguments)
            .withWorkingDir("/work")
            .withEnv(
                environment.entrySet().stream()
                    .map(each -> new EnvVar(each.getKey(), each.getValue(), null))
                    .toList())
            .withNewResources()
            .withRequests(Map.of("cpu", new Quantity("0.1"), "memory", new Quantity("256M")))
            .endResources()
            .addNewVolumeMount()
            .withName("work")
            .withMountPath("/work")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("work")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .build();
  }

  /** Runs it to its end; returns whether that was a good one. */
  boolean run() {
    admin.resource(pod).create();
    String end =
        admin
            .resource(pod)
            .waitUntilCondition(
                each ->
                    each != null
                        && List.of("Succeeded", "Failed").contains(each.getStatus().getPhase()),
                3,
                TimeUnit.MINUTES)
            .getStatus()
            .getPhase();
    return end.equals("Succeeded");
  }

  /** What it printed. */
  String log() {
    return admin
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .inContainer("flow")
        .getLog();
  }
}
