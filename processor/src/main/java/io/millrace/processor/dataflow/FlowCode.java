package io.millrace.processor.dataflow;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.millrace.processor.source.FlowText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The code of all methods of a flow, and what runs when one of them does. */
final class FlowCode {
  /** Methods of every object that leave its fields alone. */
  private static final Set<String> OF_OBJECT = Set.of("toString", "hashCode", "equals");

  /** By the name of the method; the methods of narrower classes last. */
  private final Map<String, List<Code>> methods = new HashMap<>();

  /** Names of which one class has several methods. */
  private final Set<String> overloaded = new HashSet<>();

  /** Methods that are imported, and so are not the flow's. */
  private final Set<String> imported = new HashSet<>();

  /** What constructors and initializers do, and inner classes may do at any time. */
  private final Code always = new Code();

  FlowCode(FlowText text) {
    text.parts().forEach(this::read);
  }

  private void read(FlowText.Part part) {
    for (ImportTree each : part.unit().getImports()) {
      if (each.isStatic() && each.getQualifiedIdentifier() instanceof MemberSelectTree select) {
        imported.add(select.getIdentifier().toString());
      }
    }
    Map<String, Code> own = new HashMap<>();
    for (Tree member : part.type().getMembers()) {
      if (member instanceof MethodTree method && method.getReturnType() != null) {
        Code code = CodeScanner.read(method, part);
        Code before = own.put(method.getName().toString(), code);
        if (before != null) {
          code.addAll(before);
          overloaded.add(method.getName().toString());
        }
      } else if (member instanceof VariableTree field) {
        readField(field, part);
      } else if (member instanceof MethodTree || member instanceof BlockTree) {
        always.addAll(CodeScanner.read(member, part));
      } else if (member instanceof ClassTree type
          && !type.getModifiers().getFlags().contains(Modifier.STATIC)) {
        always.addAll(CodeScanner.read(type, part));
      }
    }
    own.forEach((name, code) -> methods.computeIfAbsent(name, each -> new ArrayList<>()).add(code));
  }

  private void readField(VariableTree field, FlowText.Part part) {
    if (field.getInitializer() != null) {
      always.addAll(CodeScanner.read(field.getInitializer(), part));
      if (!field.getModifiers().getFlags().contains(Modifier.STATIC)) {
        always.assignments.add(new Code.Use(field.getName().toString(), field, part));
      }
    }
  }

  /** What a step does, with all that it calls. */
  Code ofStep(String name) {
    return whole(methods.getOrDefault(name, List.of()), name);
  }

  /** What is done before the first step, and may be done at any time. */
  Code always() {
    return whole(List.of(always), "");
  }

  /** The code of {@code first}, and of the methods that it leads to. */
  private Code whole(List<Code> first, String name) {
    Code whole = new Code();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    add(whole, first, overloaded.contains(name), open);
    while (!open.isEmpty()) {
      String call = open.pop();
      if (seen.add(call)) {
        follow(whole, call, open);
      }
    }
    return whole;
  }

  private void follow(Code whole, String call, Deque<String> open) {
    boolean inside = call.startsWith("?");
    String name = call.replaceFirst("^(super[.]|[?])", "");
    List<Code> found = methods.get(name);
    if (found != null) {
      // a class within may mean a method of its own, whose reads are not the flow's
      add(whole, found, inside || overloaded.contains(name), open);
    } else if (!inside && !imported.contains(name) && !OF_OBJECT.contains(name)) {
      whole.escapes = true; // nobody knows what it does
    }
  }

  /** Of several in different classes, the narrowest one runs, and it may call the others. */
  private static void add(Code whole, List<Code> methods, boolean unclear, Deque<String> open) {
    for (int i = 0; i < methods.size(); i++) {
      Code code = methods.get(i);
      code.calls.forEach(each -> open.add(each.name()));
      Code seen = new Code();
      seen.addAll(code);
      if (unclear || i < methods.size() - 1) {
        seen.reads.clear();
        seen.sources.clear();
      }
      whole.addAll(seen);
    }
  }
}
