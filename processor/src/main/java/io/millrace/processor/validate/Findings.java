package io.millrace.processor.validate;

import io.millrace.processor.model.Place;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Collects what the rules find. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void add(Message message, Place place, @Nullable Object... values) {
    all.add(new Finding(message.text(values), place, message.kind()));
  }

  void add(String tag, String text, Place place) {
    all.add(new Finding("[" + tag + "] " + text, place, Kind.ERROR));
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
