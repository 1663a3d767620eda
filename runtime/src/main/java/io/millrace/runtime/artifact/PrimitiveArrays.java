package io.millrace.runtime.artifact;

import java.io.IOException;
import java.lang.reflect.Array;

/** Writes arrays of primitives as Python lists, without boxing the large kinds. */
final class PrimitiveArrays {
  private static final int BATCH = 1000;

  private final PickleOutput out;

  PrimitiveArrays(PickleOutput out) {
    this.out = out;
  }

  private interface Element {
    void write(int index) throws IOException;
  }

  void write(Object array) throws IOException {
    if (array instanceof double[] doubles) {
      write(doubles.length, i -> out.number(doubles[i]));
    } else if (array instanceof float[] floats) {
      write(floats.length, i -> out.number((double) floats[i]));
    } else if (array instanceof long[] longs) {
      write(longs.length, i -> out.number(longs[i]));
    } else if (array instanceof int[] ints) {
      write(ints.length, i -> out.number((long) ints[i]));
    } else if (array instanceof boolean[] truths) {
      write(truths.length, i -> out.truth(truths[i]));
    } else if (array instanceof short[] shorts) {
      write(shorts.length, i -> out.number((long) shorts[i]));
    } else {
      write(Array.getLength(array), i -> out.text(String.valueOf(Array.getChar(array, i))));
    }
  }

  private void write(int length, Element element) throws IOException {
    out.op(PickleOutput.EMPTY_LIST);
    for (int start = 0; start < length; start += BATCH) {
      out.op(PickleOutput.MARK);
      for (int i = start; i < Math.min(length, start + BATCH); i++) {
        element.write(i);
      }
      out.op(PickleOutput.APPENDS);
    }
  }
}
