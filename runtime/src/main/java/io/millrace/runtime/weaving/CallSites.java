package io.millrace.runtime.weaving;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves the code of any class: before it reads or assigns a flow's field, it calls a method that
 * {@link FlowMembers} adds to the flow, and it passes through {@link Bridges} where it calls what
 * may get at them by another way.
 */
class CallSites extends ClassVisitor {
  private final WatchedFields fields;
  private @Nullable Bridges bridges;

  CallSites(ClassVisitor next, WatchedFields fields) {
    super(Opcodes.ASM9, next);
    this.fields = fields;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    bridges = new Bridges(cv, name, version, access);
    super.visit(version, access, name, signature, superName, interfaces);
  }

  final Bridges bridges() {
    Bridges known = bridges;
    if (known == null) {
      throw new IllegalStateException("The class has no header.");
    }
    return known;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Code(
        super.visitMethod(access, name, descriptor, signature, exceptions), fields, bridges());
  }

  @Override
  public void visitEnd() {
    bridges().write();
    super.visitEnd();
  }

  /** The code of a method. */
  static class Code extends MethodVisitor {
    private final WatchedFields fields;
    private final Bridges bridges;

    Code(MethodVisitor next, WatchedFields fields, Bridges bridges) {
      super(Opcodes.ASM9, next);
      this.fields = fields;
      this.bridges = bridges;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean reads = opcode == Opcodes.GETFIELD;
      Optional<WatchedFields.Watched> field =
          reads || opcode == Opcodes.PUTFIELD ? fields.resolve(owner, name) : Optional.empty();
      if (field.isEmpty() || (reads && !field.get().isReference())) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      } else if (reads) {
        super.visitInsn(Opcodes.DUP);
        call(owner, Names.reads(field.get()), Names.beforeDescriptor(field.get()));
        super.visitFieldInsn(opcode, owner, name, descriptor);
      } else if (field.get().parameter()) {
        call(owner, Names.setter(field.get()), Names.setterDescriptor(field.get()));
      } else {
        copyInstance(Type.getType(descriptor));
        call(owner, Names.writes(field.get()), Names.beforeDescriptor(field.get()));
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    /** Puts the instance that stands below a value above it, too. */
    private void copyInstance(Type value) {
      if (value.getSize() == 1) {
        super.visitInsn(Opcodes.DUP2);
        super.visitInsn(Opcodes.POP);
      } else {
        super.visitInsn(Opcodes.DUP2_X1);
        super.visitInsn(Opcodes.POP2);
        super.visitInsn(Opcodes.DUP_X2);
      }
    }

    /**
     * By the class that the code names: the one that declares the field may be out of its reach.
     */
    private void call(String owner, String name, String descriptor) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      Optional<DoorCall> door = DoorCall.of(owner, name, descriptor);
      if (door.isEmpty()) {
        boolean copies = isClone(owner, name);
        if (copies) {
          bridges.open(mv);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (copies) {
          forget();
        }
      } else if (door.get() == DoorCall.OPENS) {
        bridges.open(mv);
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      } else {
        bridges.call(mv, opcode, owner, name, descriptor, door.get());
      }
    }

    private boolean isClone(String owner, String name) {
      return name.equals("clone")
          && owner.equals("java/lang/Object")
          && fields.isOfFlow(bridges.owner());
    }

    /** A copy of the flow is nobody's to watch. */
    private void forget() {
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Names.WATCH.getInternalName(),
          "copied",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          false);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] woven = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        woven[i] = constant(arguments[i]);
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, woven);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(constant(value));
    }

    /** A constant that is a handle may be called unseen. */
    private Object constant(Object value) {
      if (value instanceof ConstantDynamic) {
        bridges.open(mv);
      } else if (value instanceof Handle handle) {
        return handle(handle);
      }
      return value;
    }

    private Handle handle(Handle handle) {
      if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
        if (fields.resolve(handle.getOwner(), handle.getName()).isPresent()) {
          bridges.open(mv);
        }
        return handle;
      }
      Optional<DoorCall> door = DoorCall.of(handle.getOwner(), handle.getName(), handle.getDesc());
      if (door.isEmpty()) {
        return handle;
      } else if (door.get() == DoorCall.OPENS) {
        bridges.open(mv);
        return handle;
      }
      return bridges.handle(handle, door.get());
    }
  }
}
