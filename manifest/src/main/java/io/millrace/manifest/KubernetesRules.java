package io.millrace.manifest;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.Attribute.Complaint;
import io.millrace.manifest.Attribute.Rule;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API of Kubernetes takes: see "Object Names and IDs", "Labels and Selectors" and "Taints
 * and Tolerations" of its documentation.
 */
final class KubernetesRules {
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;
  private static final String DNS_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern LABEL_NAME = Pattern.compile(DNS_LABEL);
  private static final Pattern OBJECT_NAME =
      Pattern.compile(DNS_LABEL + "(?:\\." + DNS_LABEL + ")*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Set<String> EFFECTS =
      Set.of("NoSchedule", "PreferNoSchedule", "NoExecute", "");
  private static final Set<String> TOLERATION_KEYS =
      Set.of("key", "operator", "value", "effect", "tolerationSeconds");
  private static final Set<String> NUMBERS = Set.of("runAsUser", "runAsGroup");
  private static final Rule SECURITY_KEY =
      Rules.oneOf(
          "BadKeyValue",
          "privileged",
          "allowPrivilegeEscalation",
          "runAsUser",
          "runAsGroup",
          "runAsNonRoot");

  private KubernetesRules() {}

  /** The name of a namespace: an RFC 1123 label; or nothing. */
  static final Rule NAMESPACE =
      value ->
          judge(
              value.equals("") || is((String) value, LABEL_NAME, LONGEST_LABEL),
              "BadKubernetesName",
              "'%s' is not a valid namespace name. Use lower-case letters, digits and '-', %d at most, starting and ending with a letter or digit.",
              value,
              LONGEST_LABEL);

  /** The name of a secret: an RFC 1123 subdomain. */
  static final Rule NAME = value -> name((String) value);

  /** The name of a service account, or nothing. */
  static final Rule NAME_IF_ANY = value -> value.equals("") ? Optional.empty() : NAME.judge(value);

  /** {@code KEY=VALUE}, of which both are what labels have. */
  static final Rule SELECTOR =
      value -> Rules.KEY_VALUE.judge(value).or(() -> key(value)).or(() -> labelValue(value));

  /** The same, where a key alone has an empty value. */
  static final Rule LABEL = value -> key(value).or(() -> labelValue(value));

  /** {@code KEY=VALUE}, with any value or none. */
  static final Rule ANNOTATION = value -> key(value);

  /** {@code KEY=VALUE} of a resource that a cluster has added: a whole number. */
  static final Rule EXTENDED_RESOURCE =
      value ->
          Rules.KEY_VALUE
              .judge(value)
              .or(() -> key(value))
              .or(
                  () ->
                      judge(
                          valueOf(value).matches("[1-9]\\d{0,8}"),
                          "BadKeyValue",
                          "'%s' is not a valid number of a resource. Write it as in \"acme.io/chip=2\".",
                          valueOf(value)));

  /** {@code CLAIM=/absolute/path}. */
  static final Rule CLAIM =
      value -> {
        String[] sides = ((String) value).split("=", 2);
        boolean pair = sides.length == 2 && !sides[0].isEmpty() && sides[1].startsWith("/");
        return pair
            ? name(sides[0])
            : judge(
                false,
                "BadKeyValue",
                "'%s' is not of the form CLAIM=/absolute/path. Write it as in \"data=/mnt/data\".",
                value);
      };

  /** {@code KEY[=VALUE][:EFFECT]}, or a JSON object of the API. */
  static final Rule TOLERATION =
      value ->
          judge(
              isToleration(((String) value).strip()),
              "BadToleration",
              "'%s' is not of the form KEY[=VALUE][:EFFECT]. Write it as in \"gpu=true:NoSchedule\"; the effects are NoSchedule, PreferNoSchedule and NoExecute.",
              value);

  /** {@code KEY=VALUE}, of which the value is a truth or a number. */
  static final Rule SECURITY =
      value ->
          Rules.KEY_VALUE
              .judge(value)
              .or(() -> SECURITY_KEY.judge(keyOf(value)))
              .or(() -> securityValue(value));

  private static Optional<Complaint> name(String name) {
    return judge(
        is(name, OBJECT_NAME, LONGEST_NAME),
        "BadKubernetesName",
        "'%s' is not a valid Kubernetes name. Use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit.",
        name);
  }

  private static Optional<Complaint> key(Object pair) {
    String key = keyOf(pair);
    int slash = key.indexOf('/');
    boolean prefix = slash < 0 || is(key.substring(0, slash), OBJECT_NAME, LONGEST_NAME);
    return judge(
        prefix && is(key.substring(slash + 1), QUALIFIED, LONGEST_LABEL),
        "BadLabel",
        "'%s' is not a valid Kubernetes key. Write it as in \"team\" or \"acme.io/team\": letters, digits, '-', '_' and '.', %d at most, starting and ending with a letter or digit.",
        key,
        LONGEST_LABEL);
  }

  private static Optional<Complaint> labelValue(Object pair) {
    String value = valueOf(pair);
    return judge(
        value.isEmpty() || is(value, QUALIFIED, LONGEST_LABEL),
        "BadLabel",
        "'%s' is not a valid label value. Use letters, digits, '-', '_' and '.', %d at most, starting and ending with a letter or digit.",
        value,
        LONGEST_LABEL);
  }

  private static Optional<Complaint> securityValue(Object pair) {
    String key = keyOf(pair);
    String value = valueOf(pair);
    return NUMBERS.contains(key)
        ? judge(
            value.matches("\\d{1,10}"),
            "BadKeyValue",
            "'%s' is not a valid number for a %s. Write it as in \"%s=1000\".",
            value,
            key.equals("runAsUser") ? "user" : "group",
            key)
        : judge(
            Set.of("true", "false").contains(value),
            "BadKeyValue",
            "'%s' is neither true nor false. Write it as in \"%s=true\".",
            value,
            key);
  }

  /** As the API has it: known keys, and a value only where the operator compares one. */
  private static boolean isToleration(Map<?, ?> map) {
    Object operator = map.containsKey("operator") ? map.get("operator") : "Equal";
    Object effect = map.containsKey("effect") ? map.get("effect") : "";
    Object value = map.get("value");
    boolean exists = "Exists".equals(operator);
    return TOLERATION_KEYS.containsAll(map.keySet())
        && (exists || "Equal".equals(operator))
        && (!exists || value == null || "".equals(value))
        && (exists || map.containsKey("key"))
        && EFFECTS.contains(effect);
  }

  private static boolean isToleration(String text) {
    if (text.startsWith("{")) {
      try {
        return JSON.std.anyFrom(text) instanceof Map<?, ?> map && isToleration(map);
      } catch (IOException e) {
        return false;
      }
    }
    int colon = text.lastIndexOf(':');
    String taint = colon < 0 ? text : text.substring(0, colon);
    int equals = taint.indexOf('=');
    String pair = equals < 0 ? taint + "=" : taint;
    return EFFECTS.contains(text.substring(colon < 0 ? text.length() : colon + 1))
        && LABEL.judge(pair).isEmpty();
  }

  private static String keyOf(Object pair) {
    int equals = ((String) pair).indexOf('=');
    return equals < 0 ? (String) pair : ((String) pair).substring(0, equals);
  }

  private static String valueOf(Object pair) {
    int equals = ((String) pair).indexOf('=');
    return equals < 0 ? "" : ((String) pair).substring(equals + 1);
  }

  private static boolean is(String text, Pattern pattern, int longest) {
    return text.length() <= longest && pattern.matcher(text).matches();
  }

  private static Optional<Complaint> judge(
      boolean legal, String tag, String message, Object... values) {
    return legal ? Optional.empty() : Rules.complaint(tag, message, values);
  }
}
