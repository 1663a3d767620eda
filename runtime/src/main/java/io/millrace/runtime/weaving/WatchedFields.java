package io.millrace.runtime.weaving;

import io.millrace.manifest.ArtifactField;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** The fields of a flow whose accesses are woven, by the classes that declare them. */
final class WatchedFields {
  /** No flow, or one whose classes cannot be woven. */
  static final WatchedFields NONE = new WatchedFields(Map.of());

  private final Map<String, Integer> indices;
  private final Map<String, FlowClass> classes = new LinkedHashMap<>();
  private String root = "";

  /**
   * A field that is watched.
   *
   * @param owner the internal name of the class that declares it
   * @param access its modifiers
   * @param index among the flow's parameters and artifacts
   */
  record Watched(
      String owner, String name, String descriptor, int access, int index, boolean parameter) {

    /** Whether it holds a reference, which alone may be missing for a while. */
    boolean isReference() {
      return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
    }
  }

  /** A class of the flow: what it declares, and the class of the flow that it extends. */
  private record FlowClass(String parent, Set<String> declared, Map<String, Watched> watched) {}

  /** Finds class files by the internal names of classes. */
  interface Finder {
    byte @Nullable [] find(String internalName);
  }

  private WatchedFields(Map<String, Integer> indices) {
    this.indices = indices;
  }

  /**
   * Those of {@code flow}, as far up as {@code finder} knows its classes.
   *
   * @throws IllegalArgumentException if a class file is of a version that is not known
   */
  static WatchedFields of(FlowManifest flow, Finder finder) {
    List<String> names = new ArrayList<>();
    for (ParameterField each : flow.parameters()) {
      names.add(each.field());
    }
    for (ArtifactField each : flow.artifacts()) {
      names.add(each.name());
    }
    Map<String, Integer> indices = new HashMap<>();
    for (String name : names) {
      indices.put(name, indices.size());
    }
    WatchedFields fields = new WatchedFields(indices);
    int parameters = flow.parameters().size();
    Optional<String> next = Optional.of(flow.className().replace('.', '/'));
    while (next.isPresent()) {
      String name = next.get();
      byte[] file = finder.find(name);
      next = file == null ? Optional.empty() : fields.add(name, file, parameters);
    }
    return fields;
  }

  /** Adds a class; returns the one that it extends. */
  private Optional<String> add(String name, byte[] file, int parameters) {
    ClassReader reader = new ClassReader(file);
    Set<String> declared = new HashSet<>();
    Map<String, Watched> watched = new LinkedHashMap<>();
    int flags = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String field,
              String descriptor,
              @Nullable String signature,
              @Nullable Object value) {
            declared.add(field);
            Integer index = indices.get(field);
            if (index != null && isArtifact(access) && isNew(field)) {
              watched.put(
                  field, new Watched(name, field, descriptor, access, index, index < parameters));
            }
            return null;
          }
        },
        flags);
    String parent = reader.getSuperName();
    classes.put(name, new FlowClass(parent == null ? "" : parent, declared, watched));
    root = name;
    return Optional.ofNullable(parent);
  }

  private static boolean isArtifact(int access) {
    return (access
            & (Opcodes.ACC_STATIC
                | Opcodes.ACC_TRANSIENT
                | Opcodes.ACC_FINAL
                | Opcodes.ACC_PRIVATE))
        == 0;
  }

  /** Whether no class below declares the field: names are unique but for what is not the flow's. */
  private boolean isNew(String field) {
    for (FlowClass each : classes.values()) {
      if (each.watched.containsKey(field)) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return classes.isEmpty();
  }

  /** Whether the flow is made of the class, among others. */
  boolean isOfFlow(String internalName) {
    return classes.containsKey(internalName);
  }

  /** The broadest class of the flow, which holds who watches an instance. */
  String root() {
    return root;
  }

  /** Those that {@code owner} itself declares. */
  Iterable<Watched> declaredIn(String owner) {
    FlowClass type = classes.get(owner);
    return type == null ? List.of() : type.watched.values();
  }

  /** The names of all that are watched. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (FlowClass each : classes.values()) {
      names.addAll(each.watched.keySet());
    }
    return names;
  }

  /** The watched field that code means by {@code owner.name}, if it is one. */
  Optional<Watched> resolve(String owner, String name) {
    if (!indices.containsKey(name)) {
      return Optional.empty();
    }
    FlowClass type = classes.get(owner);
    while (type != null) {
      if (type.declared.contains(name)) {
        return Optional.ofNullable(type.watched.get(name));
      }
      type = classes.get(type.parent);
    }
    return Optional.empty();
  }
}
