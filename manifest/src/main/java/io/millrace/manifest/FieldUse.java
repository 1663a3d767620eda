package io.millrace.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields of the flow a step's code may read and change, as far as the compiler could tell.
 *
 * <p>A read counts where it could not tell; a change does not, and then the value alone tells it.
 *
 * @param reads the fields that it may read; empty if that may be any
 * @param changes the fields that it may assign or change; for {@code start} this includes
 *     initializers and constructors
 */
public record FieldUse(Optional<Set<String>> reads, Set<String> changes) {
  /** Nothing is known. */
  public static final FieldUse UNKNOWN = new FieldUse(Optional.empty(), Set.of());

  public FieldUse {
    reads = reads.map(FieldUse::sorted);
    changes = sorted(changes);
  }

  private static Set<String> sorted(Set<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Whether the step may read {@code field}. */
  public boolean mayRead(String field) {
    return reads.isEmpty() || reads.get().contains(field);
  }

  /** Whether the step may assign or change {@code field}. */
  public boolean mayChange(String field) {
    return changes.contains(field);
  }

  static FieldUse of(Optional<List<String>> reads, List<String> changes) {
    return new FieldUse(reads.map(Set::copyOf), Set.copyOf(changes));
  }
}
