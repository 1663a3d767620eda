package io.millrace.examples.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values that the flows assign, how they change them, and how they tell what they see. */
public final class Sample {
  private static final int LARGE = 400;
  private static final int LONGEST = 60;
  private static final int BEGINNING = 20;

  private Sample() {}

  /** A value that can be changed within. */
  public static final class Bean implements Serializable {
    private static final long serialVersionUID = 1L;

    private int count;
    private List<Integer> items;

    public int getCount() {
      return count;
    }

    public void setCount(int count) {
      this.count = count;
    }

    public List<Integer> getItems() {
      return items;
    }

    public void setItems(List<Integer> items) {
      this.items = items;
    }

    Bean copy() {
      Bean copy = new Bean();
      copy.count = count;
      copy.items = new ArrayList<>(items);
      return copy;
    }
  }

  /** Whether the text, list, map or array of this number is large. */
  private static int size(int number) {
    return number == 1 ? 0 : number % 3 == 0 ? LARGE : 2;
  }

  public static String text(int number) {
    int size = size(number);
    return size == 0 ? "" : size == 2 ? "t" + number : ("text " + number + " ").repeat(LARGE);
  }

  public static List<Integer> list(int number) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < size(number); i++) {
      list.add(number + i);
    }
    return list;
  }

  public static Map<String, Integer> map(int number) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < size(number); i++) {
      map.put("k" + i, number + i);
    }
    return map;
  }

  public static int[] array(int number) {
    return list(number).stream().mapToInt(Integer::intValue).toArray();
  }

  public static Bean bean(int number) {
    Bean bean = new Bean();
    bean.setCount(number);
    bean.setItems(list(number));
    return bean;
  }

  public static Integer next(Integer value) {
    return value == null ? 1 : value + 1;
  }

  /** Changes in place what a field holds, unless that is null. */
  public static void change(Object value) {
    if (value instanceof Bean) {
      Bean bean = (Bean) value;
      bean.setCount(bean.getCount() + 1);
      bean.getItems().add(bean.getCount());
    } else if (value instanceof int[]) {
      int[] array = (int[]) value;
      if (array.length > 0) {
        array[array.length - 1]++;
      }
    } else if (value instanceof List) {
      @SuppressWarnings("unchecked") // no flow has another list
      List<Object> list = (List<Object>) value;
      list.add(list.size());
    } else if (value instanceof Map) {
      @SuppressWarnings("unchecked") // no flow has another map
      Map<Object, Object> map = (Map<Object, Object>) value;
      map.put("k" + map.size(), map.size());
      map.put("k0", -1);
    }
  }

  /** Prints what operation {@code number} saw. */
  public static void show(int number, Object value) {
    System.out.println("#" + number + " " + abbreviated(show(value)));
  }

  /** A value as Python shows it. */
  public static String show(Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean) {
      return value.equals(true) ? "True" : "False";
    } else if (value instanceof String) {
      return "'" + value + "'";
    } else if (value instanceof int[]) {
      return Arrays.toString((int[]) value);
    } else if (value instanceof Map) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(entry -> show(entry.getKey()) + ": " + show(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Bean) {
      Bean bean = (Bean) value;
      return "{'count': " + bean.getCount() + ", 'items': " + bean.getItems() + "}";
    } else if (value instanceof Throwable) {
      return "failure";
    }
    return value.toString();
  }

  /** Something shorter that differs if the text differs. */
  public static String abbreviated(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, BEGINNING) + "~" + text.length() + "~" + text.hashCode();
  }

  /** What code does that a class loader of the flow's own has loaded. */
  public static Access isolated(String jar, Class<?> flow, String name) throws Exception {
    URL[] urls = {Path.of(jar).toUri().toURL()};
    URLClassLoader loader = new URLClassLoader(urls, flow.getClassLoader());
    return (Access) loader.loadClass(name).getConstructor().newInstance();
  }

  /** What a hidden class does. */
  public static Access hidden(MethodHandles.Lookup lookup, String name) throws Exception {
    try (InputStream file = lookup.lookupClass().getResourceAsStream(name + ".class")) {
      Class<?> hidden = lookup.defineHiddenClass(file.readAllBytes(), true).lookupClass();
      Constructor<?> constructor = hidden.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Access) constructor.newInstance();
    }
  }

  /** A copy that Java's serialization makes. */
  public static Object serialized(Object flow) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(flow);
    }
    ClassLoader loader = flow.getClass().getClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(java.io.ObjectStreamClass type)
              throws IOException, ClassNotFoundException {
            return Class.forName(type.getName(), false, loader);
          }
        }) {
      return in.readObject();
    }
  }
}
