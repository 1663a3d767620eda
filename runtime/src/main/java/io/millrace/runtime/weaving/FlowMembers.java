package io.millrace.runtime.weaving;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * Weaves a class of the flow: besides {@link CallSites}, it gets the methods that are called at
 * accesses to the fields that it declares, and its constructors know of the values that its
 * parameters have.
 *
 * <p>The broadest class of the flow also gets the field that holds who watches the instance.
 */
final class FlowMembers extends CallSites {
  private static final String CONSTRUCTOR = "<init>";

  private final WatchedFields fields;
  private final List<WatchedFields.Watched> declared = new ArrayList<>();
  private final String name;
  private final boolean root;
  private String parent = "";

  FlowMembers(ClassVisitor next, WatchedFields fields, String name) {
    super(next, fields);
    this.fields = fields;
    this.name = name;
    this.root = fields.root().equals(name);
    for (WatchedFields.Watched each : fields.declaredIn(name)) {
      declared.add(each);
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String type,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    parent = superName == null ? "" : superName;
    List<String> all = new ArrayList<>(interfaces == null ? List.of() : List.of(interfaces));
    if (root) {
      all.add(Names.WATCHED.getInternalName());
    }
    super.visit(version, access, type, signature, superName, all.toArray(new String[0]));
  }

  private boolean declaresParameter() {
    for (WatchedFields.Watched each : declared) {
      if (each.parameter()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (!method.equals(CONSTRUCTOR)) {
      return super.visitMethod(access, method, descriptor, signature, exceptions);
    }
    MethodVisitor raw = cv.visitMethod(access, method, descriptor, signature, exceptions);
    MethodVisitor woven = new Constructor(raw, fields, bridges());
    return declaresParameter()
        ? new ParameterInitializers(woven, fields, name, access, method, descriptor)
        : woven;
  }

  @Override
  public void visitEnd() {
    if (root) {
      cv.visitField(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC,
              Names.WATCH_FIELD,
              Names.WATCH.getDescriptor(),
              null,
              null)
          .visitEnd();
      GeneratorAdapter code =
          method(Opcodes.ACC_PUBLIC, Names.WATCH_FIELD, "()" + Names.WATCH.getDescriptor());
      code.loadThis();
      watch(code, fields);
      code.returnValue();
      code.endMethod();
      writeWatch();
    }
    for (WatchedFields.Watched field : declared) {
      if (field.isReference()) {
        writeReads(field);
      }
      if (field.parameter()) {
        writeSetter(field);
      } else {
        writeWrites(field);
      }
    }
    super.visitEnd();
  }

  private void writeWatch() {
    String descriptor = "(" + Names.WATCH.getDescriptor() + ")V";
    GeneratorAdapter code = method(Opcodes.ACC_PUBLIC, Names.WATCH_FIELD, descriptor);
    code.loadThis();
    code.loadArg(0);
    code.visitFieldInsn(Opcodes.PUTFIELD, name, Names.WATCH_FIELD, Names.WATCH.getDescriptor());
    code.returnValue();
    code.endMethod();
  }

  private GeneratorAdapter method(int access, String method, String descriptor) {
    int all = access | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = cv.visitMethod(all, method, descriptor, null, null);
    code.visitCode();
    return new GeneratorAdapter(code, all, method, descriptor);
  }

  /** As visible as the field is. */
  private static int access(WatchedFields.Watched field) {
    return Opcodes.ACC_STATIC | (field.access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED));
  }

  /** Puts who watches the instance on the stack in its place. */
  private static void watch(MethodVisitor code, WatchedFields fields) {
    code.visitFieldInsn(
        Opcodes.GETFIELD, fields.root(), Names.WATCH_FIELD, Names.WATCH.getDescriptor());
  }

  /** {@code if (flow != null && flow.x == null) FieldWatch.read(flow, flow.$millrace, index)}. */
  private void writeReads(WatchedFields.Watched field) {
    GeneratorAdapter code =
        method(access(field), Names.reads(field), Names.beforeDescriptor(field));
    Label end = new Label();
    code.loadArg(0);
    code.ifNull(end);
    code.loadArg(0);
    get(code, field);
    code.ifNonNull(end);
    code.loadArg(0);
    tell(code, "read", Names.OBJECT.getDescriptor(), field);
    end(code, end, field);
  }

  /** {@code if (flow != null) FieldWatch.write(flow.$millrace, index)}. */
  private void writeWrites(WatchedFields.Watched field) {
    GeneratorAdapter code =
        method(access(field), Names.writes(field), Names.beforeDescriptor(field));
    Label end = new Label();
    code.loadArg(0);
    code.ifNull(end);
    tell(code, "write", "", field);
    end(code, end, field);
  }

  private void tell(
      GeneratorAdapter code, String method, String before, WatchedFields.Watched field) {
    code.loadArg(0);
    watch(code, fields);
    code.push(field.index());
    tell(code, method, before, Type.VOID_TYPE);
  }

  /** The end of a method that leaves the access, and what is wrong with it, to its caller. */
  private static void end(GeneratorAdapter code, Label end, WatchedFields.Watched field) {
    code.mark(end);
    code.visitFrame(Opcodes.F_NEW, 1, new Object[] {field.owner()}, 0, new Object[0]);
    code.returnValue();
    code.endMethod();
  }

  private void writeSetter(WatchedFields.Watched parameter) {
    GeneratorAdapter code =
        method(access(parameter), Names.setter(parameter), Names.setterDescriptor(parameter));
    Type type = Type.getType(parameter.descriptor());
    code.loadArg(0);
    code.loadArg(0);
    get(code, parameter);
    code.box(type);
    code.loadArg(1);
    code.box(type);
    code.loadArg(0);
    watch(code, fields);
    code.push(parameter.index());
    String objects = Names.OBJECT.getDescriptor() + Names.OBJECT.getDescriptor();
    tell(code, "parameter", objects, Names.OBJECT);
    code.unbox(type);
    code.visitFieldInsn(
        Opcodes.PUTFIELD, parameter.owner(), parameter.name(), parameter.descriptor());
    code.returnValue();
    code.endMethod();
  }

  private static void get(MethodVisitor code, WatchedFields.Watched field) {
    code.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
  }

  /** Calls a method of who watches, which stands on the stack before the field's index. */
  private static void tell(MethodVisitor code, String method, String before, Type result) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Names.WATCH.getInternalName(),
        method,
        "(" + before + Names.WATCH.getDescriptor() + "I)" + result.getDescriptor(),
        false);
  }

  /** A constructor: before it has called another one, nobody may be told of the instance. */
  private final class Constructor extends Code {
    private final List<WatchedFields.Watched> early = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private boolean begun;

    Constructor(MethodVisitor next, WatchedFields fields, Bridges bridges) {
      super(next, fields, bridges);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW && !begun) {
        made.add(type);
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
      if (begun || opcode != Opcodes.PUTFIELD || !owner.equals(name)) {
        super.visitFieldInsn(opcode, owner, field, descriptor);
        return;
      }
      fields.resolve(owner, field).ifPresent(early::add);
      mv.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String method, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
      if (begun || opcode != Opcodes.INVOKESPECIAL || !method.equals(CONSTRUCTOR)) {
        return;
      }
      int last = made.lastIndexOf(owner);
      if (last >= 0) {
        made.remove(last);
      } else if (owner.equals(parent)) {
        begun = true;
        begin();
      } else if (owner.equals(name)) {
        begun = true; // the other constructor has done the rest
        tellOfEarly();
      }
    }

    private void begin() {
      if (root) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Names.WATCH.getInternalName(),
            "next",
            "()" + Names.WATCH.getDescriptor(),
            false);
        mv.visitFieldInsn(Opcodes.PUTFIELD, name, Names.WATCH_FIELD, Names.WATCH.getDescriptor());
      }
      for (WatchedFields.Watched each : declared) {
        if (each.parameter()) {
          take(each);
        }
      }
      tellOfEarly();
    }

    private void take(WatchedFields.Watched parameter) {
      Type type = Type.getType(parameter.descriptor());
      GeneratorAdapter code = new GeneratorAdapter(mv, 0, CONSTRUCTOR, "()V");
      code.loadThis();
      code.loadThis();
      get(code, parameter);
      code.box(type);
      code.loadThis();
      watch(code, fields);
      code.push(parameter.index());
      tell(code, "initial", Names.OBJECT.getDescriptor(), Names.OBJECT);
      code.unbox(type);
      code.visitFieldInsn(
          Opcodes.PUTFIELD, parameter.owner(), parameter.name(), parameter.descriptor());
    }

    private void tellOfEarly() {
      for (WatchedFields.Watched field : early) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        watch(mv, fields);
        mv.visitIntInsn(Opcodes.SIPUSH, field.index());
        tell(mv, "write", "", Type.VOID_TYPE);
      }
    }
  }
}
