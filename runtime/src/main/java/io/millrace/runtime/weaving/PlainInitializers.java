package io.millrace.runtime.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether a flow's initializers and constructors do no more than make numbers, text and collections
 * of constants. What does anything else may read a file, and so depends on the locale.
 */
public final class PlainInitializers extends ClassVisitor {
  private static final Set<String> PLAIN =
      Set.of(
          "java/lang/Object",
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Short",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double",
          "java/lang/StringBuilder",
          "java/util/List",
          "java/util/Set",
          "java/util/Map",
          "java/util/Optional",
          "java/util/Arrays",
          "java/util/ArrayList",
          "java/util/LinkedList",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap");

  private static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";

  private boolean plain = true;

  private PlainInitializers() {
    super(Opcodes.ASM9);
  }

  /**
   * @param flow the name of the flow's class
   * @param loader has it
   */
  public static boolean of(String flow, ClassLoader loader) {
    PlainInitializers initializers = new PlainInitializers();
    try (InputStream in = loader.getResourceAsStream(flow.replace('.', '/') + ".class")) {
      if (in == null) {
        return false;
      }
      new ClassReader(in).accept(initializers, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return initializers.plain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) { // a class file of a later version
      return false;
    }
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return name.equals("<init>") || name.equals("<clinit>") ? new Calls() : null;
  }

  private final class Calls extends MethodVisitor {
    Calls() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      plain &= PLAIN.contains(owner);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      plain &= bootstrap.getOwner().equals(CONCATENATION);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      plain &= opcode != Opcodes.GETSTATIC || owner.equals("java/lang/Boolean");
    }
  }
}
