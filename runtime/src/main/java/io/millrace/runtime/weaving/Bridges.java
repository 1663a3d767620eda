package io.millrace.runtime.weaving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The methods that a class gets for its calls of the JDK's ways to fields: each makes the call, as
 * the JDK looks at who calls, and tells of it before or after.
 */
final class Bridges {
  /** The first version of class files whose code may name a class as a constant. */
  private static final int CLASS_CONSTANTS = Opcodes.V1_5;

  private final ClassVisitor type;
  private final String owner;
  private final boolean isInterface;
  private final boolean possible;
  private final Map<Bridge, String> bridges = new LinkedHashMap<>();
  private boolean opens;
  private boolean impossible;

  /** A call that is made by a method of its own. */
  private record Bridge(int opcode, String owner, String name, String descriptor, DoorCall door) {
    /** The receiver's type and the arguments' types. */
    String staticDescriptor() {
      return opcode == Opcodes.INVOKESTATIC
          ? descriptor
          : "(L" + owner + ";" + descriptor.substring(1);
    }
  }

  /**
   * @param type takes the methods
   * @param owner the internal name of the class
   */
  Bridges(ClassVisitor type, String owner, int version, int access) {
    this.type = type;
    this.owner = owner;
    this.isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    int major = version & 0xffff;
    this.possible = major >= (isInterface ? Opcodes.V1_8 : CLASS_CONSTANTS);
  }

  /** The internal name of the class. */
  String owner() {
    return owner;
  }

  /** Whether the class calls what could not be woven, as it is too old. */
  boolean impossible() {
    return impossible;
  }

  /** Has {@code code} say that anything may happen unseen from here on. */
  void open(MethodVisitor code) {
    if (!possible) {
      impossible = true;
      return;
    }
    opens = true;
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, Names.OPEN, "()V", isInterface);
  }

  /** Has {@code code} make a call by a method of its own. */
  void call(
      MethodVisitor code,
      int opcode,
      String callee,
      String name,
      String descriptor,
      DoorCall door) {
    if (!possible) {
      impossible = true;
      code.visitMethodInsn(opcode, callee, name, descriptor, false);
      return;
    }
    Bridge bridge = new Bridge(opcode, callee, name, descriptor, door);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, owner, nameOf(bridge), bridge.staticDescriptor(), isInterface);
  }

  /** A handle of the method that makes the call of {@code handle}. */
  Handle handle(Handle handle, DoorCall door) {
    int opcode =
        handle.getTag() == Opcodes.H_INVOKESTATIC ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
    Bridge bridge = new Bridge(opcode, handle.getOwner(), handle.getName(), handle.getDesc(), door);
    return new Handle(
        Opcodes.H_INVOKESTATIC, owner, nameOf(bridge), bridge.staticDescriptor(), isInterface);
  }

  private String nameOf(Bridge bridge) {
    return bridges.computeIfAbsent(
        bridge, unused -> Names.PREFIX + bridge.name + "$" + bridges.size());
  }

  /** Adds the methods to the class. */
  void write() {
    if (opens) {
      MethodVisitor code = method(Names.OPEN, "()V");
      doors(code);
      tell(code, "open", "()V");
      code.visitInsn(Opcodes.RETURN);
      end(code);
    }
    bridges.forEach((bridge, name) -> new Body(bridge, name).write());
  }

  private MethodVisitor method(String name, String descriptor) {
    MethodVisitor code =
        type.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            name,
            descriptor,
            null,
            null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void doors(MethodVisitor code) {
    code.visitLdcInsn(Type.getObjectType(owner));
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/Class",
        "getClassLoader",
        "()Ljava/lang/ClassLoader;",
        false);
    code.visitTypeInsn(Opcodes.CHECKCAST, Names.DOORS.getInternalName());
  }

  private static void tell(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, Names.DOORS.getInternalName(), name, descriptor, true);
  }

  /** The code of one of the methods. */
  private final class Body {
    private static final String CLASS = "(Ljava/lang/Class;)V";
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String CLASS_AND_NAME = "Ljava/lang/Class;Ljava/lang/String;)";

    private final Bridge bridge;
    private final Type[] arguments;
    private final Type result;
    private final Type returned;
    private final int[] locals;
    private final int resultLocal;
    private final MethodVisitor code;

    Body(Bridge bridge, String name) {
      this.bridge = bridge;
      this.arguments = Type.getArgumentTypes(bridge.staticDescriptor());
      this.result = Type.getReturnType(bridge.descriptor);
      this.returned = returned();
      this.locals = new int[arguments.length];
      int next = 0;
      for (int i = 0; i < arguments.length; i++) {
        locals[i] = next;
        next += arguments[i].getSize();
      }
      this.resultLocal = next;
      this.code = method(name, bridge.staticDescriptor());
    }

    void write() {
      before();
      for (int i = 0; i < arguments.length; i++) {
        load(i);
      }
      String called = Type.getMethodDescriptor(returned, Type.getArgumentTypes(bridge.descriptor));
      code.visitMethodInsn(bridge.opcode, bridge.owner, bridge.name, called, false);
      if (returned.getSort() != Type.VOID) {
        code.visitVarInsn(returned.getOpcode(Opcodes.ISTORE), resultLocal);
      }
      after();
      if (result.getSort() != Type.VOID) {
        code.visitVarInsn(result.getOpcode(Opcodes.ILOAD), resultLocal);
      }
      code.visitInsn(result.getOpcode(Opcodes.IRETURN));
      end(code);
    }

    /** Whether the call returns what the field held, which tells whether it was assigned. */
    private boolean exchanges() {
      return bridge.door == DoorCall.ASSIGNS_BY_HANDLE
          && bridge.name.startsWith("compareAndExchange");
    }

    private Type expected() {
      return arguments[arguments.length - 2];
    }

    /** What the call returns: what the field held, also if its caller ignores that. */
    private Type returned() {
      boolean ignored = exchanges() && result.getSort() == Type.VOID;
      return ignored && isReference(expected()) ? Names.OBJECT : result;
    }

    private static boolean isReference(Type type) {
      return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    private void load(int argument) {
      code.visitVarInsn(arguments[argument].getOpcode(Opcodes.ILOAD), locals[argument]);
    }

    private void before() {
      switch (bridge.door) {
        case SEEKS_FIELDS_OF_RECEIVER, MAKES_UPDATER -> sought(0);
        case SEEKS_FIELDS, FINDS_HANDLE, FINDS_SETTER -> sought(1);
        case CALLS_METHOD -> {
          doors(code);
          load(0);
          code.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL,
              "java/lang/reflect/Method",
              "getDeclaringClass",
              "()Ljava/lang/Class;",
              false);
          tell(code, "called", CLASS);
        }
        case SEEKS_METHOD -> {
          doors(code);
          load(1);
          tell(code, "called", CLASS);
        }
        default -> {}
      }
    }

    private void sought(int argument) {
      doors(code);
      load(argument);
      tell(code, "sought", CLASS);
    }

    private void after() {
      switch (bridge.door) {
        case FINDS_HANDLE -> found("found", () -> load(1), () -> load(2));
        case FINDS_SETTER -> found("setter", () -> load(1), () -> load(2));
        case UNREFLECTS_HANDLE -> found("found", this::declaring, this::fieldName);
        case UNREFLECTS_SETTER -> found("setter", this::declaring, this::fieldName);
        case MAKES_UPDATER -> found("made", () -> load(0), () -> load(arguments.length - 1));
        case ASSIGNS_FIELD -> {
          doors(code);
          load(0);
          load(1);
          tell(code, "assigned", "(L" + FIELD + ";Ljava/lang/Object;)V");
        }
        case ASSIGNS_BY_HANDLE -> assignedByHandle();
        default -> {}
      }
    }

    private void declaring() {
      ofField("getDeclaringClass", "()Ljava/lang/Class;");
    }

    private void fieldName() {
      ofField("getName", "()Ljava/lang/String;");
    }

    private void ofField(String method, String descriptor) {
      load(1);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, FIELD, method, descriptor, false);
    }

    /** Tells what the returned object is for; that of a setter takes its place. */
    private void found(String method, Runnable type, Runnable name) {
      boolean setter = method.equals("setter");
      String handle = method.equals("made") ? "Ljava/lang/Object;" : result.getDescriptor();
      doors(code);
      code.visitVarInsn(Opcodes.ALOAD, resultLocal);
      type.run();
      name.run();
      tell(code, method, "(" + handle + CLASS_AND_NAME + (setter ? handle : "V"));
      if (setter) {
        code.visitVarInsn(Opcodes.ASTORE, resultLocal);
      }
    }

    private void assignedByHandle() {
      doors(code);
      load(0);
      load(1);
      if (result.getSort() == Type.BOOLEAN && bridge.name.contains("ompareAndSet")) {
        code.visitVarInsn(Opcodes.ILOAD, resultLocal);
      } else if (exchanges() && isComparable()) {
        compareExchanged();
      } else {
        code.visitInsn(Opcodes.ICONST_1);
      }
      tell(code, "assigned", "(Ljava/lang/Object;Ljava/lang/Object;Z)V");
    }

    /** Where it cannot be told, the field is taken for assigned. */
    private boolean isComparable() {
      return (isReference(expected()) && isReference(returned)) || expected().equals(returned);
    }

    private void compareExchanged() {
      load(arguments.length - 2);
      code.visitVarInsn(returned.getOpcode(Opcodes.ILOAD), resultLocal);
      Type type =
          isReference(returned)
              ? Names.OBJECT
              : returned.getOpcode(Opcodes.ILOAD) == Opcodes.ILOAD ? Type.INT_TYPE : returned;
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.WATCH.getInternalName(),
          "isSame",
          Type.getMethodDescriptor(Type.BOOLEAN_TYPE, type, type),
          false);
    }
  }
}
