package io.millrace.runtime.weaving;

import io.millrace.woven.Doors;
import io.millrace.woven.FieldWatch;
import io.millrace.woven.Watched;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines every class of the class path anew, but for the JDK's and the runtime's own classes, so
 * that the accesses to the flow's fields are seen.
 *
 * <p>One is made for each task. The bytes come from {@link ClassPath}, which the tasks of a process
 * share.
 */
public final class FlowClassLoader extends URLClassLoader implements Doors {
  /** Packages of the runtime, which users' classes share with it. */
  private static final String[] SHARED = {
    "io.millrace.woven.", "io.millrace.manifest.", "io.millrace.runtime."
  };

  /** Packages of the JDK, in which libraries have classes, too. */
  private static final String[] PLATFORM = {"javax.", "jdk.", "sun.", "com.sun."};

  /** Those whose methods find fields when they are called by reflection themselves. */
  private static final Set<String> SEEKERS =
      Set.of("java.lang.Class", "java.lang.reflect", "java.lang.invoke", "sun.misc.Unsafe");

  static {
    registerAsParallelCapable();
  }

  private final ClassPath classPath;
  private final Map<Object, String> handles = Collections.synchronizedMap(new IdentityHashMap<>());
  private volatile Runnable opened = () -> {};
  private volatile boolean open;
  private volatile boolean mayLoadLibraries;

  /** For one task, with the classes of {@code classPath}. */
  public FlowClassLoader(ClassPath classPath) {
    super(new URL[0], FlowClassLoader.class.getClassLoader()); // a name would stand in stack traces
    this.classPath = classPath;
  }

  /** The names of the fields whose accesses are seen. */
  public Set<String> watched() {
    return classPath.watched();
  }

  /** Whether code that is not seen may have got at the fields. */
  public boolean isOpen() {
    return open;
  }

  /** Has {@code action} run once code that is not seen may get at the fields. */
  public void whenOpened(Runnable action) {
    opened = action;
  }

  /** Whether a class was defined whose code may load a native library. */
  public boolean mayLoadLibraries() {
    return mayLoadLibraries;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isShared(name)) {
      return super.loadClass(name, resolve);
    }
    if (mayBeOfPlatform(name)) {
      try {
        return getPlatformClassLoader().loadClass(name);
      } catch (ClassNotFoundException e) {
        // a library's
      }
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
    if (code.opens()) {
      open();
    }
    return defineClass(name, code.bytes(), 0, code.bytes().length, code.source());
  }

  /**
   * The language's package is shared by its classes' names, as a user's package may begin with it.
   */
  private static boolean isShared(String name) {
    boolean ofLanguage =
        name.startsWith("io.millrace.") && name.indexOf('.', "io.millrace.".length()) < 0;
    return ofLanguage || name.startsWith("java.") || startsWithAny(name, SHARED);
  }

  private static boolean mayBeOfPlatform(String name) {
    return startsWithAny(name, PLATFORM);
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void sought(Class<?> type) {
    if (type.getClassLoader() == this && classPath.isOfFlow(type.getName())) {
      open();
    }
  }

  @Override
  public void open() {
    if (!open) {
      open = true;
      opened.run();
    }
  }

  @Override
  public void called(Class<?> type) {
    if (SEEKERS.contains(type.getName()) || SEEKERS.contains(type.getPackageName())) {
      open();
    }
  }

  @Override
  public void assigned(Field field, Object instance) {
    if (isWatched(field.getDeclaringClass(), field.getName())) {
      tell(instance, field.getName());
    }
  }

  @Override
  public void found(VarHandle handle, Class<?> type, String field) {
    made(handle, type, field);
  }

  @Override
  public void made(Object updater, Class<?> type, String field) {
    if (isWatched(type, field)) {
      handles.put(updater, field);
    }
  }

  @Override
  public void assigned(Object handle, Object instance, boolean done) {
    String field = done ? handles.get(handle) : null;
    if (field != null) {
      tell(instance, field);
    }
  }

  private boolean isWatched(Class<?> type, String field) {
    return type.getClassLoader() == this && classPath.isWatched(type.getName(), field);
  }

  private static void tell(@Nullable Object instance, String field) {
    FieldWatch watch = instance instanceof Watched watched ? watched.$millrace() : null;
    if (watch != null) {
      watch.assigned(field);
    }
  }

  @Override
  public MethodHandle setter(MethodHandle handle, Class<?> type, String field) {
    if (!isWatched(type, field)) {
      return handle;
    }
    MethodHandle telling = MethodHandles.insertArguments(Teller.TELL, 1, field);
    return MethodHandles.foldArguments(
        handle, telling.asType(MethodType.methodType(void.class, handle.type().parameterType(0))));
  }

  /** The method {@link #tell} as a handle, made when the first flow asks for a setter. */
  private static final class Teller {
    static final MethodHandle TELL;

    static {
      try {
        TELL =
            MethodHandles.lookup()
                .findStatic(
                    FlowClassLoader.class,
                    "tell",
                    MethodType.methodType(void.class, Object.class, String.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
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
