package io.millrace.runtime.artifact;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list as it comes from a pickle: numbers alone are kept unboxed, and in pages, so that a large
 * list takes the room of its numbers and no more.
 */
final class PickledList extends AbstractList<@Nullable Object> implements RandomAccess {
  private static final int PAGE_BITS = 13;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int FIRST = 16;

  /** Floats as their bits; the first page grows, the others are full pages. */
  private final List<long[]> pages = new ArrayList<>();

  private boolean floats;
  private @Nullable ArrayList<@Nullable Object> mixed;
  private int size;

  @Override
  public boolean add(@Nullable Object value) {
    if (mixed == null && value instanceof Double number && (floats || size == 0)) {
      floats = true;
      append(Double.doubleToRawLongBits(number));
    } else if (mixed == null && value instanceof Long number && !floats) {
      append(number);
    } else {
      mix().add(value);
    }
    size++;
    return true;
  }

  private void append(long bits) {
    int place = size & (PAGE - 1);
    if (place == 0) {
      pages.add(new long[size == 0 ? FIRST : PAGE]);
    } else if (size < PAGE && place == pages.get(0).length) {
      pages.set(0, Arrays.copyOf(pages.get(0), 2 * place));
    }
    pages.get(size >> PAGE_BITS)[place] = bits;
  }

  private ArrayList<@Nullable Object> mix() {
    if (mixed == null) {
      ArrayList<@Nullable Object> all = new ArrayList<>(this);
      mixed = all;
      pages.clear();
    }
    return mixed;
  }

  @Override
  public @Nullable Object get(int index) {
    if (mixed != null) {
      return mixed.get(index);
    }
    Objects.checkIndex(index, size);
    long bits = bits(index);
    return floats ? (Object) Double.longBitsToDouble(bits) : (Object) bits;
  }

  private long bits(int index) {
    return pages.get(index >> PAGE_BITS)[index & (PAGE - 1)];
  }

  @Override
  public int size() {
    return size;
  }

  /** All of its numbers, if it holds floats alone. */
  double @Nullable [] toDoubles() {
    if (mixed != null || (size > 0 && !floats)) {
      return null;
    }
    double[] all = new double[size];
    for (int i = 0; i < size; i++) {
      all[i] = Double.longBitsToDouble(bits(i));
    }
    return all;
  }

  /** All of its numbers, if it holds whole numbers of 64 bits alone. */
  long @Nullable [] toLongs() {
    if (mixed != null || floats) {
      return null;
    }
    long[] all = new long[size];
    for (int i = 0; i < size; i++) {
      all[i] = bits(i);
    }
    return all;
  }
}
