package io.millrace.runtime.weaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Lets a constructor pass by the initializers of parameters that have a value from elsewhere.
 *
 * <p>An initializer is the code from where {@code this} is put on the empty stack to where the
 * parameter is assigned to it. Nothing leads into its middle, and nothing out of it but its end.
 * Where a compiler made anything else of it, it runs, and what it assigns is dropped.
 */
final class ParameterInitializers extends MethodNode {
  /** How often {@code this} may be parked. */
  private static final int MOST_HOPS = 8;

  private final MethodVisitor next;
  private final WatchedFields fields;
  private final String owner;

  ParameterInitializers(
      MethodVisitor next,
      WatchedFields fields,
      String owner,
      int access,
      String name,
      String descriptor) {
    super(Opcodes.ASM9, access, name, descriptor, null, null);
    this.next = next;
    this.fields = fields;
    this.owner = owner;
  }

  /** An initializer. */
  private record Region(AbstractInsnNode first, FieldInsnNode last, WatchedFields.Watched field) {}

  @Override
  public void visitEnd() {
    List<Region> regions = regions();
    List<Object[]> locals = new ArrayList<>(); // all, before the first guard is in the code
    for (Region region : regions) {
      locals.add(localsAt(region.first));
    }
    for (int i = 0; i < regions.size(); i++) {
      Object[] held = locals.get(i);
      if (held.length > 0 && held[0] != Opcodes.UNINITIALIZED_THIS) {
        guard(regions.get(i), held);
      }
    }
    accept(next);
  }

  private List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    @Nullable Frame<SourceValue>[] frames = frames();
    for (AbstractInsnNode each : instructions) {
      if (each instanceof FieldInsnNode put && put.getOpcode() == Opcodes.PUTFIELD) {
        WatchedFields.Watched field = fields.resolve(put.owner, put.name).orElse(null);
        if (field != null && field.parameter() && field.owner().equals(owner)) {
          Optional<Region> region = region(put, field, frames);
          if (region.isPresent()) {
            regions.add(region.get());
          }
        }
      }
    }
    return regions;
  }

  private @Nullable Frame<SourceValue>[] frames() {
    try {
      return new Analyzer<>(new SourceInterpreter()).analyzeAndComputeMaxs(owner, this);
    } catch (AnalyzerException e) {
      throw new IllegalArgumentException("a constructor of " + owner + " is broken", e);
    }
  }

  private Optional<Region> region(
      FieldInsnNode put, WatchedFields.Watched field, @Nullable Frame<SourceValue>[] frames) {
    Frame<SourceValue> atPut = frames[instructions.indexOf(put)];
    if (atPut == null) {
      return Optional.empty(); // never reached
    }
    AbstractInsnNode first = origin(atPut.getStack(atPut.getStackSize() - 2), frames, MOST_HOPS);
    if (first == null || instructions.indexOf(first) > instructions.indexOf(put)) {
      return Optional.empty();
    }
    Frame<SourceValue> atFirst = frames[instructions.indexOf(first)];
    Region region = new Region(first, put, field);
    return atFirst != null
            && atFirst.getStackSize() == 0
            && atPut.getStackSize() == 2
            && isClosed(region)
        ? Optional.of(region)
        : Optional.empty();
  }

  /**
   * The instruction that loads {@code this} for {@code value}, which may be parked in between, once
   * on each way; null if there are several, or it is not {@code this}.
   */
  private @Nullable AbstractInsnNode origin(
      SourceValue value, @Nullable Frame<SourceValue>[] frames, int hops) {
    Set<AbstractInsnNode> origins = new HashSet<>();
    for (AbstractInsnNode source : value.insns) {
      Frame<SourceValue> frame = frames[instructions.indexOf(source)];
      if (hops == 0 || frame == null || !(source instanceof VarInsnNode variable)) {
        return null;
      }
      boolean loads = source.getOpcode() == Opcodes.ALOAD;
      SourceValue before =
          loads ? frame.getLocal(variable.var) : frame.getStack(frame.getStackSize() - 1);
      AbstractInsnNode origin =
          loads && variable.var == 0 ? source : origin(before, frames, hops - 1);
      if (origin == null) {
        return null;
      }
      origins.add(origin);
    }
    return origins.size() == 1 ? origins.iterator().next() : null;
  }

  private boolean isClosed(Region region) {
    for (AbstractInsnNode each : instructions) {
      boolean inside = isInside(each, region);
      for (LabelNode target : targets(each)) {
        if (inside != isInside(target, region)) {
          return false;
        }
      }
    }
    for (TryCatchBlockNode block : tryCatchBlocks) {
      boolean begins = isInside(block.start, region);
      if (begins != isInside(block.end, region) || begins != isInside(block.handler, region)) {
        return false;
      }
    }
    return true;
  }

  private boolean isInside(AbstractInsnNode node, Region region) {
    int index = instructions.indexOf(node);
    return index > instructions.indexOf(region.first) && index <= instructions.indexOf(region.last);
  }

  private static List<LabelNode> targets(AbstractInsnNode node) {
    if (node instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (node instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (node instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  /** What the variables hold where {@code node} is, as frames of class files say it. */
  private Object[] localsAt(AbstractInsnNode node) {
    AnalyzerAdapter analyzer = new AnalyzerAdapter(owner, access, name, desc, null);
    for (AbstractInsnNode each = instructions.getFirst(); each != node; each = each.getNext()) {
      each.accept(analyzer);
    }
    List<Object> locals = new ArrayList<>();
    if (analyzer.locals == null) {
      return new Object[] {owner}; // of a Java before frames, which asks for none
    }
    for (int i = 0; i < analyzer.locals.size(); i++) {
      Object local = analyzer.locals.get(i);
      locals.add(local);
      if (local.equals(Opcodes.LONG) || local.equals(Opcodes.DOUBLE)) {
        i++; // frames count it once
      }
    }
    return locals.toArray();
  }

  private void guard(Region region, Object[] locals) {
    LabelNode after = new LabelNode();
    InsnList question = new InsnList();
    question.add(new VarInsnNode(Opcodes.ALOAD, 0));
    question.add(
        new FieldInsnNode(
            Opcodes.GETFIELD, fields.root(), Names.WATCH_FIELD, Names.WATCH.getDescriptor()));
    question.add(new IntInsnNode(Opcodes.SIPUSH, region.field.index()));
    question.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.WATCH.getInternalName(),
            "given",
            "(" + Names.WATCH.getDescriptor() + "I)Z"));
    question.add(new JumpInsnNode(Opcodes.IFNE, after));
    InsnList end = new InsnList();
    end.add(after);
    if (!hasFrame(region.last)) {
      end.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
    }
    instructions.insertBefore(region.first, question);
    instructions.insert(region.last, end);
  }

  /** Whether the place after {@code node} is one that code already jumps to. */
  private static boolean hasFrame(AbstractInsnNode node) {
    AbstractInsnNode each = node.getNext();
    while (each != null && each.getOpcode() < 0) {
      if (each instanceof FrameNode) {
        return true;
      }
      each = each.getNext();
    }
    return false;
  }
}
