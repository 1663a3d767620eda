package io.millrace.runtime.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;

/** Loads everything of the class path anew, but for the JDK's and the runtime's own classes. */
final class TaskClassLoader extends URLClassLoader {
  private static final String[] SHARED = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "io.millrace.generated.",
    "io.millrace.manifest.",
    "io.millrace.runtime."
  };

  TaskClassLoader() {
    super("task", urls(), TaskClassLoader.class.getClassLoader());
  }

  private static URL[] urls() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(
            entry -> {
              try {
                return Path.of(entry).toUri().toURL();
              } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toArray(URL[]::new);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (shared(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        try {
          loaded = findClass(name);
        } catch (ClassNotFoundException e) {
          loaded =
              super.loadClass(name, false); // what is in no jar, such as a class of a JVM agent
        }
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  /**
   * The language's package is shared by its classes' names, as a user's package may begin with it.
   */
  private static boolean shared(String name) {
    if (name.startsWith("io.millrace.") && name.indexOf('.', "io.millrace.".length()) < 0) {
      return true;
    }
    for (String prefix : SHARED) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }
}
