package io.millrace.examples.access;

import java.lang.reflect.Field;
import java.util.List;

/** What flows extend, compiled before them and in another jar. */
public abstract class LibraryBase {
  public int libInt;
  public List<Integer> libList;
  public String libText = Sample.text(4);
  public long libLong;
  public String libName;

  public int getLibInt() {
    return libInt;
  }

  public void setLibInt(int value) {
    libInt = value;
  }

  public List<Integer> getLibList() {
    return libList;
  }

  public void setLibList(List<Integer> value) {
    libList = value;
  }

  public String getLibText() {
    return libText;
  }

  public void setLibText(String value) {
    libText = value;
  }

  public long getLibLong() {
    return libLong;
  }

  public void setLibLong(long value) {
    libLong = value;
  }

  public String getLibName() {
    return libName;
  }

  public void setLibName(String value) {
    libName = value;
  }

  /** Reads a field as libraries do that map objects. */
  public static Object read(Object flow, Class<?> type, String name) throws Exception {
    return field(type, name).get(flow);
  }

  /** Assigns a field as libraries do that map objects. */
  public static void write(Object flow, Class<?> type, String name, Object value) throws Exception {
    field(type, name).set(flow, value);
  }

  private static Field field(Class<?> type, String name) throws Exception {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        field.setAccessible(true);
        return field;
      }
    }
    throw new NoSuchFieldException(name);
  }
}
