package io.millrace.runtime.artifact;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list as it comes from a pickle: numbers alone are kept unboxed, so that a large one costs
 * little.
 */
final class PickledList extends AbstractList<@Nullable Object> implements RandomAccess {
  private double[] doubles = {};
  private long[] longs = {};
  private @Nullable ArrayList<@Nullable Object> mixed;
  private int size;

  @Override
  public boolean add(@Nullable Object value) {
    if (mixed == null && value instanceof Double number && longs.length == 0) {
      doubles = size < doubles.length ? doubles : Arrays.copyOf(doubles, grown());
      doubles[size++] = number;
    } else if (mixed == null && value instanceof Long number && doubles.length == 0) {
      longs = size < longs.length ? longs : Arrays.copyOf(longs, grown());
      longs[size++] = number;
    } else {
      mix().add(value);
      size++;
    }
    return true;
  }

  private int grown() {
    return Math.max(16, size + (size >> 1));
  }

  private ArrayList<@Nullable Object> mix() {
    if (mixed == null) {
      ArrayList<@Nullable Object> all = new ArrayList<>(this);
      mixed = all;
      doubles = new double[0];
      longs = new long[0];
    }
    return mixed;
  }

  @Override
  public @Nullable Object get(int index) {
    if (mixed != null) {
      return mixed.get(index);
    }
    java.util.Objects.checkIndex(index, size);
    return doubles.length > 0 ? (Object) doubles[index] : (Object) longs[index];
  }

  @Override
  public int size() {
    return size;
  }

  /** All of its numbers, if it holds floats alone. */
  double @Nullable [] toDoubles() {
    return mixed == null && (size == 0 || doubles.length > 0) ? Arrays.copyOf(doubles, size) : null;
  }

  /** All of its numbers, if it holds whole numbers of 64 bits alone. */
  long @Nullable [] toLongs() {
    return mixed == null && (size == 0 || longs.length > 0) ? Arrays.copyOf(longs, size) : null;
  }
}
