package io.millrace.runtime.plan;

import io.millrace.manifest.Attribute;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.DecoratorSpec;
import io.millrace.manifest.Problem;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.Setting;
import io.millrace.runtime.config.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which key of Metaflow's configuration gives which attribute. */
final class ConfiguredAttributes {
  private static final Map<DecoratorKind, Map<String, String>> KEYS =
      Map.of(
          DecoratorKind.KUBERNETES,
          Map.ofEntries(
              Map.entry("imagePullPolicy", "METAFLOW_KUBERNETES_IMAGE_PULL_POLICY"),
              Map.entry("imagePullSecrets", "METAFLOW_KUBERNETES_IMAGE_PULL_SECRETS"),
              Map.entry("cpu", "METAFLOW_KUBERNETES_CPU"),
              Map.entry("memory", "METAFLOW_KUBERNETES_MEMORY"),
              Map.entry("disk", "METAFLOW_KUBERNETES_DISK"),
              Map.entry("gpuVendor", "METAFLOW_KUBERNETES_GPU_VENDOR"),
              Map.entry("namespace", "METAFLOW_KUBERNETES_NAMESPACE"),
              Map.entry("serviceAccount", "METAFLOW_KUBERNETES_SERVICE_ACCOUNT"),
              Map.entry("secrets", "METAFLOW_KUBERNETES_SECRETS"),
              Map.entry("nodeSelector", "METAFLOW_KUBERNETES_NODE_SELECTOR"),
              Map.entry("tolerations", "METAFLOW_KUBERNETES_TOLERATIONS"),
              Map.entry("labels", "METAFLOW_KUBERNETES_LABELS"),
              Map.entry("annotations", "METAFLOW_KUBERNETES_ANNOTATIONS"),
              Map.entry("persistentVolumeClaims", "METAFLOW_KUBERNETES_PERSISTENT_VOLUME_CLAIMS"),
              Map.entry("sharedMemory", "METAFLOW_KUBERNETES_SHARED_MEMORY"),
              Map.entry("port", "METAFLOW_KUBERNETES_PORT"),
              Map.entry("qos", "METAFLOW_KUBERNETES_QOS")),
          DecoratorKind.BATCH,
          Map.of(
              "queue", "METAFLOW_BATCH_JOB_QUEUE",
              "iamRole", "METAFLOW_ECS_S3_ACCESS_IAM_ROLE",
              "executionRole", "METAFLOW_ECS_FARGATE_EXECUTION_ROLE",
              "logDriver", "METAFLOW_BATCH_LOG_DRIVER",
              "logOptions", "METAFLOW_BATCH_LOG_OPTIONS",
              "batchTags", "METAFLOW_BATCH_DEFAULT_TAGS"),
          DecoratorKind.CONDA,
          Map.of("channels", "METAFLOW_CONDA_CHANNELS"));

  private static final Set<String> ADDED = Set.of("secrets", "labels", "annotations", "batchTags");

  private final Configuration configuration;

  ConfiguredAttributes(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What is configured for an attribute of {@code kind}, the most specific first. */
  List<Setting> all(DecoratorKind kind, Attribute attribute) {
    if (kind.isCompute() && attribute.name().equals("image")) {
      return container(kind, "IMAGE");
    }
    String key = KEYS.getOrDefault(kind, Map.of()).get(attribute.name());
    return key == null ? List.of() : configuration.all(key);
  }

  /**
   * Whether what is said in code or in {@code --with} is added to what is configured, instead of
   * taking its place.
   */
  static boolean addsUp(Attribute attribute) {
    return ADDED.contains(attribute.name());
  }

  /** The registry to put before an image, without scheme and final slash. */
  Optional<Setting> registry(DecoratorKind kind) {
    return container(kind, "REGISTRY").stream()
        .findFirst()
        .map(setting -> new Setting(bare(setting.value()), setting.source()))
        .filter(setting -> !setting.value().isEmpty());
  }

  private static String bare(String registry) {
    int scheme = registry.indexOf("://");
    String bare = scheme < 0 ? registry : registry.substring(scheme + 3);
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }

  private List<Setting> container(DecoratorKind kind, String what) {
    String general = "METAFLOW_DEFAULT_CONTAINER_" + what;
    return kind == DecoratorKind.DOCKER
        ? configuration.all(general)
        : configuration.all("METAFLOW_%s_CONTAINER_%s".formatted(kind.name(), what), general);
  }

  /** Reads a configured text as the attribute's value. */
  static Object value(Attribute attribute, Setting setting) {
    try {
      Object value = DecoratorSpec.value(attribute, setting.value());
      for (Problem problem : attribute.check(value)) {
        throw new UsageException(setting.source() + ": " + problem.message());
      }
      return value;
    } catch (DecoratorSpec.Unreadable e) {
      throw new UsageException(setting.source() + ": " + e.getMessage());
    }
  }
}
