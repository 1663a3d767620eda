package io.millrace.runtime.worker;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Defines every class of the class path anew, but for the JDK's and the runtime's own classes.
 *
 * <p>One is made for each task. The bytes come from {@link ClassPath}, which the tasks of a worker
 * share.
 */
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

  static {
    registerAsParallelCapable();
  }

  private final ClassPath classPath;
  private volatile boolean mayLoadLibraries;

  TaskClassLoader(ClassPath classPath) {
    super(new URL[0], TaskClassLoader.class.getClassLoader()); // a name would stand in stack traces
    this.classPath = classPath;
  }

  /** Whether a class was defined whose code may load a native library. */
  boolean mayLoadLibraries() {
    return mayLoadLibraries;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (shared(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        ClassPath.Code code = classPath.find(name);
        loaded =
            code == null
                ? super.loadClass(name, false) // what is in no jar, such as a JVM agent's class
                : define(name, code);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> define(String name, ClassPath.Code code) {
    int dot = name.lastIndexOf('.');
    String packageName = dot < 0 ? "" : name.substring(0, dot);
    if (getDefinedPackage(packageName) == null) {
      try {
        definePackage(packageName, code.manifest(), code.source().getLocation());
      } catch (IllegalArgumentException e) {
        // another thread has defined it in the meantime
      }
    }
    mayLoadLibraries |= code.loadsLibraries();
    return defineClass(name, code.bytes(), 0, code.bytes().length, code.source());
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
  public @Nullable URL findResource(String name) {
    return classPath.resource(name);
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    return classPath.resources(name);
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
