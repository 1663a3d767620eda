package io.millrace.runtime.weaving;

import org.objectweb.asm.ClassReader;

/** Looks through a class's constants for what has to be woven; most classes have none of it. */
final class Mentions {
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int DYNAMIC = 17;

  private final ClassReader reader;
  private final WatchedFields fields;
  private final char[] buffer;

  private Mentions(ClassReader reader, WatchedFields fields) {
    this.reader = reader;
    this.fields = fields;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** Whether the class names a watched field, or a way to fields. */
  static boolean any(ClassReader reader, WatchedFields fields) {
    return new Mentions(reader, fields).any();
  }

  private boolean any() {
    return namesOwner() && namesMember();
  }

  private boolean namesOwner() {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int place = reader.getItem(i);
      int tag = place == 0 ? 0 : reader.readByte(place - 1);
      if (tag == DYNAMIC) {
        return true;
      } else if (tag == CLASS) {
        String type = reader.readUTF8(place, buffer);
        if (type != null && (DoorCall.isOwner(type) || fields.isOfFlow(type))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean namesMember() {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int place = reader.getItem(i);
      int tag = place == 0 ? 0 : reader.readByte(place - 1);
      if (tag == DYNAMIC || ((tag == FIELD || tag == METHOD) && isMember(place, tag))) {
        return true;
      }
    }
    return false;
  }

  private boolean isMember(int place, int tag) {
    String owner = reader.readClass(place, buffer);
    int nameAndType = reader.getItem(reader.readUnsignedShort(place + 2));
    String name = reader.readUTF8(nameAndType, buffer);
    String descriptor = reader.readUTF8(nameAndType + 2, buffer);
    if (owner == null || name == null || descriptor == null) {
      return false;
    }
    return tag == FIELD
        ? fields.resolve(owner, name).isPresent()
        : DoorCall.of(owner, name, descriptor).isPresent();
  }
}
