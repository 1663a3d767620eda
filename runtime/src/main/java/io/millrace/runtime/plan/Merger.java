package io.millrace.runtime.plan;

import io.millrace.manifest.Attribute;
import io.millrace.manifest.DecoratorKind;
import io.millrace.runtime.config.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges what is said of one decorator, attribute by attribute; the most specific one wins. */
final class Merger {
  private static final String BUILT_IN = "built-in";
  private static final String BUILT_IN_IMAGE = "python:3.12";

  private final DecoratorKind kind;
  private final ConfiguredAttributes configured;
  private final List<Layer> layers;

  /** Over the layers of every level, the broadest first. */
  Merger(DecoratorKind kind, ConfiguredAttributes configured, List<List<Layer>> levels) {
    this.kind = kind;
    this.configured = configured;
    this.layers =
        levels.stream().flatMap(List::stream).filter(layer -> layer.kind() == kind).toList();
  }

  /** The attributes that have a value, in the order of the annotation. */
  Map<String, Effective> merge() {
    Map<String, Effective> merged = new LinkedHashMap<>();
    for (Attribute attribute : kind.attributes()) {
      List<Effective.Said> said = layersOf(attribute);
      if (!said.isEmpty()) {
        merged.put(attribute.name(), strongest(said));
      } else if (kind.isCompute() && attribute.name().equals("image")) {
        merged.put("image", new Effective(BUILT_IN_IMAGE, BUILT_IN, List.of()));
      } else if (attribute.builtIn() != null) {
        merged.put(attribute.name(), new Effective(attribute.builtIn(), BUILT_IN, List.of()));
      }
    }
    return merged;
  }

  /** Whether nobody said it. */
  static boolean isBuiltIn(Effective effective) {
    return effective.source().equals(BUILT_IN);
  }

  /** Everything that is said of {@code attribute}, the broadest first. */
  private List<Effective.Said> layersOf(Attribute attribute) {
    List<Effective.Said> said = new ArrayList<>();
    for (Setting setting : configured.all(kind, attribute)) {
      Object value = ConfiguredAttributes.value(attribute, setting);
      said.add(0, new Effective.Said(value, setting.source()));
    }
    List<Object> base =
        ConfiguredAttributes.addsUp(attribute) && !said.isEmpty()
            ? List.copyOf((List<?>) said.get(said.size() - 1).value())
            : List.of();
    String added = base.isEmpty() ? "" : ", added to " + said.get(said.size() - 1).source();
    for (Layer layer : layers) {
      Object value = layer.attributes().get(attribute.name());
      if (value != null && !value.equals("")) { // an empty text counts as nothing said
        said.add(new Effective.Said(sum(base, value), layer.source() + added));
      }
    }
    return said;
  }

  /** The entries of both, those of {@code value} in the place of those with the same key. */
  private static Object sum(List<Object> base, Object value) {
    if (base.isEmpty()) {
      return value;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Object each : base) {
      entries.put(key(each), each);
    }
    for (Object each : (List<?>) value) {
      entries.put(key(each), each);
    }
    return List.copyOf(entries.values());
  }

  private static String key(Object entry) {
    String text = String.valueOf(entry);
    int equals = text.indexOf('=');
    return equals < 0 ? text : text.substring(0, equals);
  }

  private static Effective strongest(List<Effective.Said> said) {
    List<Effective.Said> lost = new ArrayList<>(said.subList(0, said.size() - 1));
    Collections.reverse(lost);
    Effective.Said won = said.get(said.size() - 1);
    return new Effective(won.value(), won.source(), lost);
  }
}
