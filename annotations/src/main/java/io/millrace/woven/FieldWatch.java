package io.millrace.woven;

/**
 * Hears of every access to the fields of one flow instance; what the runtime's class loader weaves
 * into classes calls it.
 *
 * <p>A field is addressed by its index among the flow's parameters and artifacts. Any thread may
 * call, as any may use the flow.
 */
public abstract class FieldWatch {
  private static final ThreadLocal<FieldWatch> NEXT = new ThreadLocal<>();

  /** Has the next flow that this thread makes watched by {@code watch}; null takes that back. */
  protected static void expect(FieldWatch watch) {
    if (watch == null) {
      NEXT.remove();
    } else {
      NEXT.set(watch);
    }
  }

  /** Who watches the flow that is being made; null if the runtime does not make it. */
  public static FieldWatch next() {
    FieldWatch watch = NEXT.get();
    if (watch != null) {
      NEXT.remove();
    }
    return watch;
  }

  /** Has nobody watch the copy of a flow; returns it. */
  public static Object copied(Object copy) {
    if (copy instanceof Watched) {
      ((Watched) copy).$millrace(null);
    }
    return copy;
  }

  /**
   * A field that holds null is about to be read.
   *
   * @param flow the instance
   * @param watch of the instance, or null
   */
  public static void read(Object flow, FieldWatch watch, int field) {
    if (watch != null) {
      watch.reading(flow, field);
    }
  }

  /** A field is about to be assigned. */
  public static void write(FieldWatch watch, int field) {
    if (watch != null) {
      watch.assigning(field);
    }
  }

  /**
   * What a parameter holds after an assignment.
   *
   * @param before what it holds now
   * @param assigned the value of the assignment
   * @throws IllegalStateException if the flow is not being made any more
   */
  public static Object parameter(Object before, Object assigned, FieldWatch watch, int field) {
    return watch == null || watch.assigningParameter(field) ? assigned : before;
  }

  /** Whether a parameter has a value already, so that its initializer is not to run. */
  public static boolean given(FieldWatch watch, int field) {
    return watch != null && watch.given(field);
  }

  /**
   * What a parameter holds when its class's initializers begin.
   *
   * @param value what it holds now
   */
  public static Object initial(Object value, FieldWatch watch, int field) {
    return given(watch, field) ? watch.given(field, value) : value;
  }

  /**
   * Whether a handle that compares and exchanges found what it was told to expect.
   *
   * @param found boxed if the field is primitive; where that may be so, what is equal is the same
   */
  public static boolean isSame(Object expected, Object found) {
    boolean boxed =
        found instanceof Number || found instanceof Boolean || found instanceof Character;
    return expected == found
        || (boxed
            && expected != null
            && (expected.getClass() != found.getClass() || expected.equals(found)));
  }

  /** The same of {@code int} and what is shorter. */
  public static boolean isSame(int expected, int found) {
    return expected == found;
  }

  /** The same of {@code long}. */
  public static boolean isSame(long expected, long found) {
    return expected == found;
  }

  /** The same of {@code float}, which handles compare by its bits. */
  public static boolean isSame(float expected, float found) {
    return Float.floatToRawIntBits(expected) == Float.floatToRawIntBits(found);
  }

  /** The same of {@code double}, which handles compare by its bits. */
  public static boolean isSame(double expected, double found) {
    return Double.doubleToRawLongBits(expected) == Double.doubleToRawLongBits(found);
  }

  /** A field was assigned by another way than its name. */
  public abstract void assigned(String field);

  /** A field of {@code flow} that holds null is about to be read: what it is to hold is due. */
  protected abstract void reading(Object flow, int field);

  /** A field that is not a parameter is about to be assigned. */
  protected abstract void assigning(int field);

  /** Whether the flow is being made, so that a parameter may be assigned that has no value yet. */
  protected abstract boolean assigningParameter(int field);

  /** Whether the parameter has a value from elsewhere. */
  protected abstract boolean given(int field);

  /** The value that the parameter has from elsewhere. */
  protected abstract Object given(int field, Object fallback);
}
