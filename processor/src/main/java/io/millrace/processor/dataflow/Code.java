package io.millrace.processor.dataflow;

import com.sun.source.tree.Tree;
import io.millrace.processor.source.FlowText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the code of a method does with the flow's fields, by their names. It errs on one side: each
 * assignment that there may be is here, and each read that is here is one.
 */
final class Code {
  /** A name, and where it stands. */
  record Use(String name, Tree tree, FlowText.Part part) {}

  /**
   * A call of {@code inputs.merge(this)}.
   *
   * @param including whether {@code names} are those that are merged, and not the others
   * @param names what is selected; empty if that is not written there
   */
  record Merge(boolean including, Optional<Set<String>> names) {
    boolean selects(String name) {
      return names.isEmpty() || names.get().contains(name) == including;
    }
  }

  final List<Use> reads = new ArrayList<>();
  final List<Use> assignments = new ArrayList<>();

  /** Those of the assignments that can only be of a field, by its bare name. */
  final List<Use> plainAssignments = new ArrayList<>();

  /** Methods of the flow itself. */
  final List<Use> calls = new ArrayList<>();

  final List<Merge> merges = new ArrayList<>();

  /** Names in {@code inputs.from("…")}. */
  final List<Use> sources = new ArrayList<>();

  /** Names in {@code include("…")} and {@code exclude("…")}. */
  final List<Use> selections = new ArrayList<>();

  /** Local variables: what is called like one may be that one. */
  final Set<String> locals = new HashSet<>();

  /** Whether {@code this} is given to somebody, who may do anything with it. */
  boolean escapes;

  Set<String> assigned() {
    Set<String> names = new LinkedHashSet<>();
    assignments.forEach(each -> names.add(each.name()));
    return names;
  }

  void addAll(Code other) {
    reads.addAll(other.reads);
    assignments.addAll(other.assignments);
    plainAssignments.addAll(other.plainAssignments);
    calls.addAll(other.calls);
    merges.addAll(other.merges);
    sources.addAll(other.sources);
    selections.addAll(other.selections);
    escapes |= other.escapes;
  }
}
