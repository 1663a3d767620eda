package io.millrace.woven;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * Hears when code gets at fields by another way than their names: by reflection, handles, native
 * code, classes that are made at run time. The class loader that weaves is one.
 */
public interface Doors {

  /** The fields of {@code type} are sought. */
  void sought(Class<?> type);

  /** Code that is not woven may get at any field from now on. */
  void open();

  /** A method of {@code type} is called by reflection: it may be one that seeks fields. */
  void called(Class<?> type);

  /** Field {@code field} of {@code instance} was assigned by reflection. */
  void assigned(Field field, Object instance);

  /** A handle for {@code field} was found. */
  void found(VarHandle handle, Class<?> type, String field);

  /** A handle that assigns {@code field} was found; returns one that tells of it. */
  MethodHandle setter(MethodHandle handle, Class<?> type, String field);

  /** An updater for {@code field} was made. */
  void made(Object updater, Class<?> type, String field);

  /**
   * The field of a handle or an updater was assigned in {@code instance}.
   *
   * @param done whether it was: comparing and setting may set nothing
   */
  void assigned(Object handle, Object instance, boolean done);
}
