package io.millrace.woven;

/** A flow class as the runtime's class loader defines it: its instances know who watches them. */
public interface Watched {

  /** Who watches the fields of this instance; null if nobody does. */
  FieldWatch $millrace();

  /** Has the fields of this instance watched by {@code watch}; null for nobody. */
  void $millrace(FieldWatch watch);
}
