package io.millrace.runtime.weaving;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.jvm.ProcessClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What is on the class path of this process, woven for a flow, for class loaders that define it
 * again and again: jars stay open, and what was read is kept while there is memory.
 */
public final class ClassPath {
  private final URLClassLoader finder;
  private final Map<String, SoftReference<Code>> codes = new ConcurrentHashMap<>();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
  private final Weaver weaver;

  /** For tasks of {@code flow}. */
  public ClassPath(FlowManifest flow) {
    this(flow, urls());
  }

  /** With the jars and folders at {@code urls}. */
  ClassPath(FlowManifest flow, URL... urls) {
    this.finder = new URLClassLoader("class path", urls, null);
    this.weaver = Weaver.of(flow, this::file);
  }

  /**
   * A class that is not defined yet.
   *
   * @param bytes its file
   * @param source the jar or folder it is in
   * @param manifest of the jar; without entries for a folder
   * @param opens whether it may do anything to the flow's fields unseen
   * @param loadsLibraries whether its code may load a native library
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Code(
      byte[] bytes, CodeSource source, Manifest manifest, boolean opens, boolean loadsLibraries) {}

  private static URL[] urls() {
    List<String> entries = ProcessClassPath.entries();
    URL[] urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = Path.of(entries.get(i)).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
    return urls;
  }

  /** The names of the fields whose accesses are seen. */
  Set<String> watched() {
    return weaver.watched();
  }

  /** Whether the flow is made of the class, among others. */
  boolean isOfFlow(String name) {
    return weaver.isOfFlow(name);
  }

  /** Whether {@code field} of the class is one whose accesses are seen. */
  boolean isWatched(String name, String field) {
    return weaver.isWatched(name, field);
  }

  private byte @Nullable [] file(String internalName) {
    URL url = finder.findResource(internalName + ".class");
    if (url == null) {
      return null;
    }
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The class " + internalName + " cannot be read", e);
    }
  }

  /** Has the class called {@code name} ready for whoever asks for it next. */
  public void weave(String name) {
    try {
      find(name);
    } catch (ClassNotFoundException e) {
      // whoever asks for it is told
    }
  }

  /** The class called {@code name}; null if it is not on the class path. */
  @Nullable Code find(String name) throws ClassNotFoundException {
    SoftReference<Code> kept = codes.get(name);
    Code code = kept == null ? null : kept.get();
    if (code == null) {
      String file = name.replace('.', '/') + ".class";
      URL url = finder.findResource(file);
      if (url == null) {
        return null;
      }
      try {
        code = read(name, url, file);
      } catch (IOException e) {
        throw new ClassNotFoundException(name + " cannot be read from " + url, e);
      }
      codes.put(name, new SoftReference<>(code));
    }
    return code;
  }

  private Code read(String name, URL url, String file) throws IOException {
    URLConnection connection = url.openConnection();
    URL place;
    if (connection instanceof JarURLConnection jar) {
      place = jar.getJarFileURL();
      if (!manifests.containsKey(place.toString())) {
        Manifest manifest = jar.getManifest();
        manifests.put(place.toString(), manifest == null ? new Manifest() : manifest);
      }
    } else {
      String text = url.toString();
      place = new URL(text.substring(0, text.length() - file.length()));
      manifests.computeIfAbsent(place.toString(), unused -> new Manifest());
    }
    try (InputStream in = connection.getInputStream()) {
      CodeSource source = new CodeSource(place, (Certificate[]) null);
      byte[] bytes = in.readAllBytes();
      Manifest manifest = manifests.getOrDefault(place.toString(), new Manifest());
      Weaver.Woven woven = weaver.weave(name, bytes);
      return new Code(woven.bytes(), source, manifest, woven.opens(), loadsLibraries(bytes));
    }
  }

  /** Whether the constants of a class name {@code System.load} or {@code loadLibrary}. */
  private static boolean loadsLibraries(byte[] bytes) {
    String constants = new String(bytes, StandardCharsets.ISO_8859_1);
    return constants.contains("loadLibrary")
        || (constants.contains("\u0000\u0004load")
            && (constants.contains("java/lang/System") || constants.contains("java/lang/Runtime")));
  }

  @Nullable URL resource(String name) {
    return finder.findResource(name);
  }

  Enumeration<URL> resources(String name) throws IOException {
    return finder.findResources(name);
  }
}
