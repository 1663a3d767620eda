package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a job's pod is not made, from the words of the API server.
 *
 * @param why in words
 * @param hopeless whether it will never be made
 */
record CreationFailure(String why, boolean hopeless) {
  private static final Pattern QUOTA =
      Pattern.compile("exceeded quota: (\\S+), requested: (\\S+), used: (\\S+), limited: (\\S+)");

  /** Why a job is not made; empty if no quota is the reason. */
  static Optional<CreationFailure> ofJob(ClusterException failure, String namespace) {
    return failure.getCause() instanceof KubernetesClientException answer
            && answer.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            && String.valueOf(answer.getMessage()).contains("quota")
        ? Optional.of(of(String.valueOf(answer.getMessage()), namespace))
        : Optional.empty();
  }

  /** Why a job's pod is not made. */
  static CreationFailure of(String message, String namespace) {
    String reason = message.replaceFirst("^Error creating: ", "").strip();
    Matcher quota = QUOTA.matcher(reason);
    if (quota.find()) {
      return quota(quota, namespace);
    } else if (reason.contains("failed quota")) {
      return new CreationFailure(
          "the quota of the namespace %s does not allow its pod: %s. Perhaps --with kubernetes:qos=guaranteed helps"
              .formatted(namespace, tail(reason)),
          true);
    } else if (reason.contains("serviceaccount") && reason.contains("not found")) {
      return new CreationFailure(
          "its service account is not in the namespace %s. Make it, or correct @Kubernetes(serviceAccount)"
              .formatted(namespace),
          true);
    } else if (reason.contains("PodSecurity")) {
      return new CreationFailure(
          "the namespace %s does not allow its pod: %s. See @Kubernetes(securityContext)"
              .formatted(namespace, tail(reason)),
          true);
    } else if (reason.contains("status unknown for quota")) {
      return new CreationFailure("a quota has just been made: " + tail(reason), false);
    } else if (reason.contains("forbidden") || reason.contains("is invalid")) {
      return new CreationFailure("the cluster does not allow its pod: " + tail(reason), true);
    }
    return new CreationFailure("its pod could not be made yet: " + reason, false);
  }

  private static String tail(String reason) {
    int at = reason.indexOf("is forbidden: ");
    return at < 0 ? reason : reason.substring(at + "is forbidden: ".length());
  }

  private static CreationFailure quota(Matcher quota, String namespace) {
    Map<String, Quantity> limits = amounts(quota.group(4));
    boolean tooMuch =
        amounts(quota.group(2)).entrySet().stream()
            .anyMatch(
                each ->
                    limits.containsKey(each.getKey())
                        && amount(each.getValue()) > amount(limits.get(each.getKey())));
    String numbers =
        "it asks for %s, %s is used, and %s is the limit"
            .formatted(quota.group(2), quota.group(3), quota.group(4));
    return new CreationFailure(
        tooMuch
            ? "it asks for more than the quota %s of the namespace %s will ever allow: %s. Ask for less by @Resources"
                .formatted(quota.group(1), namespace, numbers)
            : "the quota %s of the namespace %s is used up: %s. It starts when there is room"
                .formatted(quota.group(1), namespace, numbers),
        tooMuch);
  }

  private static double amount(Quantity quantity) {
    return quantity.getNumericalAmount().doubleValue();
  }

  private static Map<String, Quantity> amounts(String list) {
    Map<String, Quantity> amounts = new HashMap<>();
    for (String each : list.split(",")) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        amounts.put(each.substring(0, equals), Quantity.parse(each.substring(equals + 1)));
      }
    }
    return amounts;
  }
}
