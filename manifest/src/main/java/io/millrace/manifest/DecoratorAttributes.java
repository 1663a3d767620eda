package io.millrace.manifest;

import static io.millrace.manifest.AttributeType.BOOLEAN;
import static io.millrace.manifest.AttributeType.INTEGER;
import static io.millrace.manifest.AttributeType.NUMBER;
import static io.millrace.manifest.AttributeType.STRING;
import static io.millrace.manifest.AttributeType.STRINGS;

import io.millrace.manifest.Attribute.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of each decorator, with Metaflow's defaults; the annotations' Javadoc says what
 * they mean.
 */
final class DecoratorAttributes {
  private DecoratorAttributes() {}

  private static final Rule GPU_VENDOR = Rules.oneOf("BadGpuVendor", "nvidia", "amd");

  static List<Attribute> of(DecoratorKind kind) {
    return switch (kind) {
      case KUBERNETES -> kubernetes();
      case BATCH -> batch();
      case DOCKER -> docker();
      case RESOURCES -> resources();
      case PYPI -> pypi();
      case CONDA -> conda();
      case RETRY -> retry();
      case CATCH -> List.of(text("var", null), truth("printException", true));
      case TIMEOUT -> timeout();
      case ENVIRONMENT -> List.of(texts("vars", Rules.VARIABLE_VALUE));
    };
  }

  private static List<Attribute> kubernetes() {
    return List.of(
        image(),
        text(
            "imagePullPolicy",
            null,
            Rules.oneOf("BadPullPolicy", "Always", "IfNotPresent", "Never")),
        texts("imagePullSecrets", KubernetesRules.NAME),
        number("cpu", 1.0, Rules.POSITIVE),
        whole("memory", 4096L, Rules.POSITIVE),
        whole("disk", 10240L, Rules.POSITIVE),
        whole("gpu", null, Rules.NOT_NEGATIVE),
        text("gpuVendor", "nvidia", GPU_VENDOR),
        text("namespace", "default", KubernetesRules.NAMESPACE),
        text("serviceAccount", null, KubernetesRules.NAME_IF_ANY),
        texts("secrets", KubernetesRules.NAME),
        texts("nodeSelector", KubernetesRules.SELECTOR),
        texts("tolerations", KubernetesRules.TOLERATION),
        texts("labels", KubernetesRules.LABEL),
        texts("annotations", KubernetesRules.ANNOTATION),
        texts("persistentVolumeClaims", KubernetesRules.CLAIM),
        whole("sharedMemory", null, Rules.POSITIVE),
        truth("useTmpfs", false),
        whole("tmpfsSize", null, Rules.POSITIVE),
        text("tmpfsPath", "/metaflow_temp", Rules.ABSOLUTE),
        truth("tmpfsTempdir", true),
        whole("port", null, Rules.range(1, 65535)),
        text("qos", "Burstable", Rules.oneOf("BadQos", "Burstable", "Guaranteed")),
        texts("securityContext", KubernetesRules.SECURITY),
        texts("extendedResources", KubernetesRules.EXTENDED_RESOURCE));
  }

  private static List<Attribute> batch() {
    return List.of(
        image(),
        number("cpu", 1.0, Rules.POSITIVE),
        whole("gpu", 0L, Rules.NOT_NEGATIVE),
        whole("memory", 4096L, Rules.POSITIVE),
        text("queue", null),
        text("iamRole", null),
        text("executionRole", null),
        whole("sharedMemory", null, Rules.POSITIVE),
        whole("maxSwap", null, Rules.NOT_NEGATIVE),
        whole("swappiness", null, Rules.range(0, 100)),
        truth("useTmpfs", false),
        whole("tmpfsSize", null, Rules.POSITIVE),
        text("tmpfsPath", "/metaflow_temp", Rules.ABSOLUTE),
        truth("tmpfsTempdir", true),
        whole("inferentia", 0L, Rules.NOT_NEGATIVE),
        whole("trainium", null, Rules.NOT_NEGATIVE),
        whole("efa", 0L, Rules.NOT_NEGATIVE),
        whole("ephemeralStorage", null, Rules.range(21, 200)),
        texts("hostVolumes", Rules.HOST_VOLUME),
        texts("efsVolumes", Rules.EFS_VOLUME),
        text("logDriver", null),
        texts("logOptions", Rules.LOG_OPTION),
        texts("batchTags", Rules.KEY_VALUE),
        truth("privileged", false));
  }

  private static List<Attribute> docker() {
    return List.of(
        image(),
        text("pull", "missing", Rules.oneOf("BadPull", "missing", "always", "never")),
        texts("volumes", Rules.VOLUME),
        text("user", null),
        text("network", null),
        text("platform", null, Rules.PLATFORM_NAME));
  }

  private static List<Attribute> resources() {
    return List.of(
        number("cpu", 1.0, Rules.POSITIVE),
        whole("memory", 4096L, Rules.POSITIVE),
        whole("gpu", null, Rules.NOT_NEGATIVE),
        whole("disk", null, Rules.POSITIVE),
        whole("sharedMemory", null, Rules.POSITIVE));
  }

  private static List<Attribute> pypi() {
    return List.of(
        text("python", null, Rules.PYTHON_VERSION),
        texts("packages", Rules.REQUIREMENT),
        truth("disabled", false));
  }

  private static List<Attribute> conda() {
    return List.of(
        text("python", null, Rules.PYTHON_VERSION),
        texts("packages", Rules.MATCH_SPEC),
        texts("channels", Rules.CHANNEL),
        truth("disabled", false));
  }

  private static List<Attribute> retry() {
    return List.of(
        whole("times", 3L, Rules.range(0, 4)),
        whole("minutesBetweenRetries", 2L, Rules.NOT_NEGATIVE));
  }

  private static List<Attribute> timeout() {
    return List.of(
        whole("seconds", 0L, Rules.NOT_NEGATIVE),
        whole("minutes", 0L, Rules.NOT_NEGATIVE),
        whole("hours", 0L, Rules.NOT_NEGATIVE));
  }

  private static Attribute image() {
    return text("image", null, Rules.IMAGE);
  }

  private static Attribute text(String name, @Nullable String builtIn) {
    return text(name, builtIn, Rules.ANY);
  }

  private static Attribute text(String name, @Nullable String builtIn, Rule rule) {
    return new Attribute(name, STRING, builtIn, rule);
  }

  private static Attribute texts(String name, Rule rule) {
    return new Attribute(name, STRINGS, null, rule);
  }

  private static Attribute whole(String name, @Nullable Long builtIn, Rule rule) {
    return new Attribute(name, INTEGER, builtIn, rule);
  }

  private static Attribute number(String name, Double builtIn, Rule rule) {
    return new Attribute(name, NUMBER, builtIn, rule);
  }

  private static Attribute truth(String name, boolean builtIn) {
    return new Attribute(name, BOOLEAN, builtIn, Rules.ANY);
  }
}
