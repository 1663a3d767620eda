package io.millrace.processor.generate;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.millrace.manifest.FieldUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects which fields of {@code this} a piece of code touches, and which methods it calls. */
final class UseScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Set<String> fields;
  private final Set<String> mutable;
  private final Set<String> innerClasses;
  private final Set<String> read = new HashSet<>();
  private final Set<String> assigned = new HashSet<>();
  private final Set<String> called = new LinkedHashSet<>();
  private final Deque<Set<String>> scopes = new ArrayDeque<>();
  private int localClasses;
  private boolean escaped;

  UseScanner(Set<String> fields, Set<String> mutable, Set<String> innerClasses) {
    this.fields = fields;
    this.mutable = mutable;
    this.innerClasses = innerClasses;
  }

  FieldUse use() {
    return new FieldUse(escaped ? Optional.empty() : Optional.of(read), assigned);
  }

  /** The methods called on {@code this} so far, by name. */
  Set<String> calls() {
    return Set.copyOf(called);
  }

  /** From here on, code that is not seen may read any field. */
  void escape() {
    escaped = true;
  }

  void assign(String field) {
    if (fields.contains(field)) {
      assigned.add(field);
    }
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    String name = tree.getName().toString();
    if (name.equals("this") && localClasses == 0) {
      escape();
    } else if (fields.contains(name)) {
      read.add(name); // even if a local variable may be meant
    }
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    String name = tree.getIdentifier().toString();
    if (isThis(tree.getExpression())) {
      if (fields.contains(name)) {
        read.add(name);
      }
      return null;
    } else if (name.equals("this")) {
      escape();
      return null;
    }
    return super.visitMemberSelect(tree, unused);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    String field = field(tree.getVariable());
    if (field == null) {
      change(tree.getVariable());
      scan(tree.getVariable(), unused);
    } else {
      assign(field);
    }
    return scan(tree.getExpression(), unused);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    change(tree.getVariable());
    return super.visitCompoundAssignment(tree, unused);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          change(tree.getExpression());
      default -> {}
    }
    return super.visitUnary(tree, unused);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    List<? extends ExpressionTree> arguments = tree.getArguments();
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      if (isThis(select.getExpression())) {
        called.add(name);
      } else {
        changeIfMutable(select.getExpression());
        scan(select.getExpression(), unused);
      }
      if (name.equals("merge") && !arguments.isEmpty() && isThis(arguments.get(0))) {
        arguments = arguments.subList(1, arguments.size()); // the runtime's own doing
      }
    } else if (tree.getMethodSelect() instanceof IdentifierTree method) {
      called.add(method.getName().toString());
    }
    arguments.forEach(this::changeIfMutable);
    return scan(arguments, unused);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    if (innerClasses.contains(tree.getIdentifier().toString())) {
      escape();
    }
    tree.getArguments().forEach(this::changeIfMutable);
    return super.visitNewClass(tree, unused);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    if (isThis(tree.getQualifierExpression())) {
      called.add(tree.getName().toString());
      return null;
    }
    changeIfMutable(tree.getQualifierExpression());
    return super.visitMemberReference(tree, unused);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    super.visitVariable(tree, unused);
    if (!scopes.isEmpty()) {
      scopes.element().add(tree.getName().toString());
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitMethod(tree, unused));
  }

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitBlock(tree, unused));
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitLambdaExpression(tree, unused));
  }

  /** A local class: its {@code this} is its own, its fields hide the flow's. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    localClasses++;
    scoped(
        () -> {
          for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree field) {
              scopes.element().add(field.getName().toString());
            }
          }
          return super.visitClass(tree, unused);
        });
    localClasses--;
    return null;
  }

  private interface Part {
    @Nullable Void scan();
  }

  private @Nullable Void scoped(Part part) {
    scopes.push(new HashSet<>());
    part.scan();
    scopes.pop();
    return null;
  }

  /** The field of {@code this} that {@code tree} names; null if it does not. */
  private @Nullable String field(Tree tree) {
    if (tree instanceof ParenthesizedTree inner) {
      return field(inner.getExpression());
    } else if (tree instanceof IdentifierTree identifier) {
      String name = identifier.getName().toString();
      boolean local = scopes.stream().anyMatch(scope -> scope.contains(name));
      return fields.contains(name) && !local ? name : null;
    } else if (tree instanceof MemberSelectTree select && isThis(select.getExpression())) {
      String name = select.getIdentifier().toString();
      return fields.contains(name) ? name : null;
    }
    return null;
  }

  /** The field that {@code tree} is in or a part of: {@code a}, {@code a[0]}, {@code a.b}. */
  private @Nullable String root(Tree tree) {
    String field = field(tree);
    if (field != null) {
      return field;
    } else if (tree instanceof ParenthesizedTree inner) {
      return root(inner.getExpression());
    } else if (tree instanceof ArrayAccessTree access) {
      return root(access.getExpression());
    } else if (tree instanceof MemberSelectTree select) {
      return root(select.getExpression());
    }
    return null;
  }

  private void change(Tree tree) {
    String field = root(tree);
    if (field != null) {
      read.add(field);
      assigned.add(field);
    }
  }

  private void changeIfMutable(Tree tree) {
    String field = root(tree);
    if (field != null && mutable.contains(field)) {
      change(tree);
    }
  }

  private boolean isThis(Tree tree) {
    return tree instanceof IdentifierTree identifier
        && (identifier.getName().contentEquals("super")
            || (identifier.getName().contentEquals("this") && localClasses == 0));
  }
}
