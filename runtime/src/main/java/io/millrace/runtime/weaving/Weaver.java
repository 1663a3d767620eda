package io.millrace.runtime.weaving;

import io.millrace.manifest.FlowManifest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Weaves the classes that touch a flow's fields, and leaves all others as they are. */
final class Weaver {
  private final WatchedFields fields;

  private Weaver(WatchedFields fields) {
    this.fields = fields;
  }

  /** A class as it is to be defined. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Woven(byte[] bytes, boolean opens) {}

  /**
   * For the fields of {@code flow}.
   *
   * @param finder knows the class path
   */
  static Weaver of(FlowManifest flow, WatchedFields.Finder finder) {
    try {
      return new Weaver(WatchedFields.of(flow, finder));
    } catch (IllegalArgumentException e) {
      return new Weaver(WatchedFields.NONE); // classes of a Java to come: all is loaded, compared
    }
  }

  /** The names of the fields whose accesses are seen. */
  Set<String> watched() {
    return fields.names();
  }

  /** Whether the flow is made of the class, among others. */
  boolean isOfFlow(String name) {
    return fields.isOfFlow(name.replace('.', '/'));
  }

  /** Whether code that names {@code field} of the class means one whose accesses are seen. */
  boolean isWatched(String name, String field) {
    return fields.resolve(name.replace('.', '/'), field).isPresent();
  }

  /** The class called {@code name}, woven if it has to be. */
  Woven weave(String name, byte[] bytes) {
    if (fields.isEmpty()) {
      return new Woven(bytes, false);
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      boolean ofFlow = isOfFlow(name);
      return ofFlow || Mentions.any(reader, fields)
          ? weave(reader, ofFlow)
          : new Woven(bytes, false);
    } catch (IllegalArgumentException e) { // of a version, or a make, that is not known
      return new Woven(bytes, true);
    }
  }

  private Woven weave(ClassReader reader, boolean ofFlow) {
    ClassWriter writer = new Writer(reader);
    CallSites sites =
        ofFlow
            ? new FlowMembers(writer, fields, reader.getClassName())
            : new CallSites(writer, fields);
    reader.accept(sites, ofFlow ? ClassReader.EXPAND_FRAMES : 0);
    return new Woven(writer.toByteArray(), sites.bridges().impossible());
  }

  /** Never asked how classes are related, as it computes no frames. */
  private static final class Writer extends ClassWriter {
    Writer(@Nullable ClassReader reader) {
      super(reader, ClassWriter.COMPUTE_MAXS);
    }

    @Override
    protected String getCommonSuperClass(String one, String other) {
      throw new IllegalStateException(one + ", " + other);
    }
  }
}
