package io.millrace;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What arrived at a join: one flow instance for each incoming task, holding the artifacts that the
 * task left.
 *
 * <p>The order is that of the foreach index, or of the branches in {@link Step#next}. Instances are
 * loaded when they are first asked for.
 *
 * @param <F> the flow class
 */
public interface Inputs<F> extends Iterable<F> {

  /** The number of incoming tasks, at least 1. */
  int size();

  /**
   * The input at {@code index}, from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such input
   */
  F get(int index);

  /**
   * The input that came by way of the step {@code step}: the last step of a branch or the branch's
   * first.
   *
   * @throws IllegalArgumentException if no input, or more than one, came from there; the message
   *     names those that did
   */
  F from(String step);

  /** All inputs in order, lazily loaded. */
  default Stream<F> stream() {
    return java.util.stream.IntStream.range(0, size()).mapToObj(this::get);
  }

  /** All inputs in order. */
  default List<F> all() {
    return stream().toList();
  }

  @Override
  default Iterator<F> iterator() {
    return stream().iterator();
  }

  /**
   * Carries over to {@code into} every artifact on whose value all inputs that have it agree.
   *
   * <p>A field that this step has already assigned is left alone. As Metaflow's {@code
   * merge_artifacts}.
   *
   * @param into the joining flow instance, that is {@code this}
   * @throws MergeException naming every field on which the inputs disagree; nothing is carried over
   *     then
   */
  default void merge(F into) {
    merge(into, exclude());
  }

  /**
   * As {@link #merge(Object)}, limited to the fields that {@code selection} holds.
   *
   * @throws MergeException naming every selected field on which the inputs disagree, or every
   *     included field that no input has
   * @throws IllegalArgumentException if {@code selection} names something that is not an artifact
   *     of the flow
   */
  void merge(F into, Selection selection);

  /** Selects these fields alone. */
  static Selection include(String... fields) {
    return new Selection(true, Set.of(fields));
  }

  /** Selects all fields but these. */
  static Selection exclude(String... fields) {
    return new Selection(false, Set.of(fields));
  }

  /**
   * Which fields {@link Inputs#merge(Object, Selection)} looks at; made by {@link Inputs#include}
   * and {@link Inputs#exclude}.
   *
   * @param including whether {@code fields} are the ones to merge, or the ones to leave out
   * @param fields names of artifacts
   */
  record Selection(boolean including, Set<String> fields) {
    /** Whether the field called {@code name} is to be merged. */
    public boolean selects(String name) {
      return fields.contains(name) == including;
    }
  }
}
