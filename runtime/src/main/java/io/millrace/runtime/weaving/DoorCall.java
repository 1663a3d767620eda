package io.millrace.runtime.weaving;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ways by which code may get at a field without naming it, as the methods of the JDK that lead
 * there, and what is told of each.
 */
enum DoorCall {
  /** The receiver's fields are sought. */
  SEEKS_FIELDS_OF_RECEIVER,
  /** The fields of the first argument, a class, are sought. */
  SEEKS_FIELDS,
  /** The same, and the second argument names the field that the returned handle is for. */
  FINDS_HANDLE,
  /** The same for a handle that assigns the field. */
  FINDS_SETTER,
  /** The first argument is the field that the returned handle is for. */
  UNREFLECTS_HANDLE,
  /** The same for a handle that assigns the field. */
  UNREFLECTS_SETTER,
  /** The first argument is a class, the last names the field that the returned object updates. */
  MAKES_UPDATER,
  /** The receiver, a field, is assigned in the first argument. */
  ASSIGNS_FIELD,
  /** The receiver's field is assigned in the first argument. */
  ASSIGNS_BY_HANDLE,
  /** The receiver, a method, is called. */
  CALLS_METHOD,
  /** A handle for a method of the first argument, a class, is sought. */
  SEEKS_METHOD,
  /** From here on, code may do anything unseen. */
  OPENS;

  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final String UPDATER = "java/util/concurrent/atomic/Atomic";
  private static final Set<String> UPDATERS =
      Set.of(
          UPDATER + "IntegerFieldUpdater",
          UPDATER + "LongFieldUpdater",
          UPDATER + "ReferenceFieldUpdater");

  private static final Map<String, Map<String, DoorCall>> BY_OWNER =
      Map.of(
          "java/lang/Class",
          Map.of(
              "getField", SEEKS_FIELDS_OF_RECEIVER,
              "getFields", SEEKS_FIELDS_OF_RECEIVER,
              "getDeclaredField", SEEKS_FIELDS_OF_RECEIVER,
              "getDeclaredFields", SEEKS_FIELDS_OF_RECEIVER),
          "java/lang/reflect/Method",
          Map.of("invoke", CALLS_METHOD),
          LOOKUP,
          Map.of(
              "findGetter", SEEKS_FIELDS,
              "findVirtual", SEEKS_METHOD,
              "findStatic", SEEKS_METHOD,
              "findVarHandle", FINDS_HANDLE,
              "findSetter", FINDS_SETTER,
              "unreflectVarHandle", UNREFLECTS_HANDLE,
              "unreflectSetter", UNREFLECTS_SETTER,
              "defineClass", OPENS,
              "defineHiddenClass", OPENS,
              "defineHiddenClassWithClassData", OPENS),
          "java/lang/ClassLoader",
          Map.of("<init>", OPENS, "defineClass", OPENS),
          "java/security/SecureClassLoader",
          Map.of("<init>", OPENS),
          "java/net/URLClassLoader",
          Map.of("<init>", OPENS, "newInstance", OPENS),
          "java/lang/System",
          Map.of("load", OPENS, "loadLibrary", OPENS),
          "java/lang/Runtime",
          Map.of("load", OPENS, "loadLibrary", OPENS));

  private static final Set<String> READING_BY_HANDLE =
      Set.of(
          "get",
          "getVolatile",
          "getOpaque",
          "getAcquire",
          "varType",
          "coordinateTypes",
          "accessModeType",
          "isAccessModeSupported",
          "toMethodHandle",
          "describeConstable",
          "hasInvokeExactBehavior",
          "withInvokeExactBehavior",
          "withInvokeBehavior");

  /** Whether a method of the class may be one of these. */
  static boolean isOwner(String owner) {
    return BY_OWNER.containsKey(owner)
        || UPDATERS.contains(owner)
        || owner.equals("java/lang/reflect/Field")
        || owner.equals("java/lang/invoke/VarHandle");
  }

  /** What a call of {@code owner.name} does, if it is one of these. */
  static Optional<DoorCall> of(String owner, String name, String descriptor) {
    if (owner.equals("java/lang/reflect/Field")) {
      return name.startsWith("set") && descriptor.startsWith("(Ljava/lang/Object;")
          ? Optional.of(ASSIGNS_FIELD)
          : Optional.empty();
    } else if (owner.equals("java/lang/invoke/VarHandle")) {
      boolean assigns =
          !READING_BY_HANDLE.contains(name)
              && !name.endsWith("Fence")
              && (descriptor.startsWith("(L") || descriptor.startsWith("(["));
      return assigns ? Optional.of(ASSIGNS_BY_HANDLE) : Optional.empty();
    } else if (UPDATERS.contains(owner)) {
      return name.equals("newUpdater")
          ? Optional.of(MAKES_UPDATER)
          : name.equals("get") ? Optional.empty() : Optional.of(ASSIGNS_BY_HANDLE);
    }
    return Optional.ofNullable(BY_OWNER.getOrDefault(owner, Map.of()).get(name));
  }
}
