package io.millrace.runtime.plan;

import io.millrace.manifest.Attribute;
import io.millrace.manifest.AttributeType;
import io.millrace.manifest.DecoratorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists a step's decorators as Metaflow's {@code _graph_info} artifact does. */
final class GraphDecorators {
  private static final String NONE = "None"; // what Metaflow makes of a missing value
  private static final Set<String> DICTIONARIES =
      Set.of(
          "vars",
          "labels",
          "annotations",
          "nodeSelector",
          "persistentVolumeClaims",
          "batchTags",
          "securityContext");

  private GraphDecorators() {}

  static List<Map<String, Object>> of(StepPlan step) {
    List<Map<String, Object>> decorators = new ArrayList<>();
    step.decorators()
        .forEach(
            (kind, attributes) -> {
              Map<String, Object> decorator = new LinkedHashMap<>();
              decorator.put("name", kind.word());
              decorator.put("attributes", attributes(kind, attributes));
              decorator.put("statically_defined", step.inCode().contains(kind));
              decorator.put("inserted_by", null);
              decorators.add(decorator);
            });
    return decorators;
  }

  private static Map<String, Object> attributes(
      DecoratorKind kind, Map<String, Effective> effective) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Attribute attribute : kind.attributes()) {
      Effective each = effective.get(attribute.name());
      attributes.put(attribute.snakeName(), value(attribute, each == null ? null : each.value()));
    }
    return attributes;
  }

  private static Object value(Attribute attribute, @Nullable Object value) {
    if (attribute.name().equals("packages")) {
      return packages(value instanceof List<?> list ? list : List.of());
    } else if (value == null) {
      return attribute.name().equals("vars") ? Map.of() : NONE;
    } else if (DICTIONARIES.contains(attribute.name()) && value instanceof List<?> list) {
      Map<String, Object> entries = new LinkedHashMap<>();
      list.forEach(each -> put(entries, String.valueOf(each), "="));
      return entries;
    }
    boolean whole =
        attribute.type() == AttributeType.NUMBER
            && value instanceof Number number
            && number.doubleValue() == number.longValue();
    return whole ? Long.valueOf(((Number) value).longValue()) : value;
  }

  /** Metaflow's dictionary of names and versions; a version alone means exactly that one. */
  private static Map<String, Object> packages(List<?> requirements) {
    Map<String, Object> packages = new LinkedHashMap<>();
    for (Object each : requirements) {
      String text = String.valueOf(each).strip();
      int end = 0;
      while (end < text.length() && "=<>!~;@ ".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      String version = text.substring(end).strip();
      boolean exact = version.startsWith("=") && !version.startsWith("===");
      int operator = !exact ? 0 : version.startsWith("==") ? 2 : 1;
      packages.put(text.substring(0, end), version.substring(operator).strip());
    }
    return packages;
  }

  private static void put(Map<String, Object> entries, String text, String between) {
    int end = text.indexOf(between);
    entries.put(
        end < 0 ? text : text.substring(0, end),
        end < 0 ? "" : text.substring(end + between.length()));
  }
}
