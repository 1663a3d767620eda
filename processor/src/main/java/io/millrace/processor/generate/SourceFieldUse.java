package io.millrace.processor.generate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import io.millrace.manifest.FieldUse;
import io.millrace.manifest.FlowGraph;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.StepModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * What each step does to the fields by the source of its method and of the flow's methods that it
 * reaches.
 *
 * <p>Names are looked up without the compiler's attribution, which would double the cost of a
 * compilation; where a name may mean two things, a read counts and an assignment does not.
 */
final class SourceFieldUse {
  private final Set<String> mutable;
  private final Set<String> fields;
  private final Map<String, List<MethodTree>> methods = new HashMap<>();
  private final List<Tree> initializers = new ArrayList<>();
  private final Set<String> initialized = new HashSet<>();
  private final Set<String> innerClasses = new HashSet<>();
  private final Trees trees;
  private boolean complete = true;

  SourceFieldUse(FlowModel flow, Trees trees) {
    this.trees = trees;
    this.fields = flow.fields().stream().map(FieldModel::name).collect(Collectors.toSet());
    this.mutable =
        flow.fields().stream()
            .filter(field -> !ImmutableTypes.contains(field.type()))
            .map(FieldModel::name)
            .collect(Collectors.toSet());
    for (TypeElement type : Hierarchy.of(flow.type())) {
      ClassTree tree = trees.getTree(type);
      if (tree == null) {
        complete = false; // compiled before
      } else {
        tree.getMembers().forEach(this::index);
      }
    }
  }

  private void index(Tree member) {
    if (member instanceof MethodTree method) {
      if (method.getReturnType() == null) {
        initializers.add(method);
      }
      methods.computeIfAbsent(method.getName().toString(), unused -> new ArrayList<>()).add(method);
    } else if (member instanceof BlockTree block && !block.isStatic()) {
      initializers.add(block);
    } else if (member instanceof VariableTree field && field.getInitializer() != null) {
      initialized.add(field.getName().toString());
    } else if (member instanceof ClassTree type
        && !type.getModifiers().getFlags().contains(Modifier.STATIC)) {
      innerClasses.add(type.getSimpleName().toString());
    }
  }

  /** What {@code step} does to the fields. */
  FieldUse of(StepModel step) {
    UseScanner scanner = new UseScanner(fields, mutable, innerClasses);
    MethodTree method = trees.getTree(step.method());
    if (method == null || step.isJoin()) {
      scanner.escape(); // a join reads the fields of other instances
    }
    if (method != null) {
      scanner.scan(method, null);
    }
    if (step.name().equals(FlowGraph.START)) {
      initializers.forEach(each -> scanner.scan(each, null));
      initialized.forEach(scanner::assign);
    }
    scanReached(scanner);
    return scanner.use();
  }

  private void scanReached(UseScanner scanner) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(scanner.calls());
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        List<MethodTree> called = methods.getOrDefault(name, List.of());
        if (called.isEmpty() && !complete) {
          scanner.escape();
        }
        called.forEach(method -> scanner.scan(method, null));
        open.addAll(scanner.calls());
      }
    }
  }
}
