package io.millrace.runtime.weaving;

import io.millrace.woven.Doors;
import io.millrace.woven.FieldWatch;
import io.millrace.woven.Watched;
import org.objectweb.asm.Type;

/** What woven code calls the things that are woven in. */
final class Names {
  /** Before each name that is woven in, so that it clashes with no author's name. */
  static final String PREFIX = "$millrace$";

  /** The field that holds who watches an instance. */
  static final String WATCH_FIELD = "$millrace";

  /** The static method that says that anything may happen unseen. */
  static final String OPEN = PREFIX + "open";

  static final Type WATCH = Type.getType(FieldWatch.class);
  static final Type WATCHED = Type.getType(Watched.class);
  static final Type DOORS = Type.getType(Doors.class);
  static final Type OBJECT = Type.getType(Object.class);

  private Names() {}

  /** The method that is called before the field is read. */
  static String reads(WatchedFields.Watched field) {
    return PREFIX + "reads$" + field.name();
  }

  /** The method that is called before the field is assigned, if it is not a parameter. */
  static String writes(WatchedFields.Watched field) {
    return PREFIX + "writes$" + field.name();
  }

  /** Of the methods that are called before an access. */
  static String beforeDescriptor(WatchedFields.Watched field) {
    return "(L" + field.owner() + ";)V";
  }

  /** The method that assigns the parameter. */
  static String setter(WatchedFields.Watched field) {
    return PREFIX + "set$" + field.name();
  }

  static String setterDescriptor(WatchedFields.Watched field) {
    return "(L" + field.owner() + ";" + field.descriptor() + ")V";
  }
}
