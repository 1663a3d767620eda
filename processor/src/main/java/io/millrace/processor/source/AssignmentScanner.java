package io.millrace.processor.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the code of a flow's methods assigns some of its fields.
 *
 * <p>Names are looked up without the compiler's attribution, which would double the cost of a
 * compilation: what may be another variable of the same name is passed over.
 */
final class AssignmentScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final String flow;
  private final Set<String> fields;
  private final BiConsumer<String, Tree> found;
  private final Deque<Set<String>> scopes = new ArrayDeque<>();
  private int innerClasses;
  private int classesWithParents;

  /**
   * @param flow the simple name of the class
   * @param fields those that are looked for
   * @param found is given each field that is assigned, and where
   */
  AssignmentScanner(String flow, Set<String> fields, BiConsumer<String, Tree> found) {
    this.flow = flow;
    this.fields = fields;
    this.found = found;
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    assigned(tree.getVariable(), tree);
    return super.visitAssignment(tree, unused);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    assigned(tree.getVariable(), tree);
    return super.visitCompoundAssignment(tree, unused);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          assigned(tree.getExpression(), tree);
      default -> {}
    }
    return super.visitUnary(tree, unused);
  }

  private void assigned(ExpressionTree variable, Tree statement) {
    ExpressionTree target = variable;
    while (target instanceof ParenthesizedTree inner) {
      target = inner.getExpression();
    }
    if (target instanceof IdentifierTree identifier) {
      String name = identifier.getName().toString();
      if (fields.contains(name) && classesWithParents == 0 && !isHidden(name)) {
        found.accept(name, statement);
      }
    } else if (target instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      if (fields.contains(name) && isFlow(select.getExpression())) {
        found.accept(name, statement);
      }
    }
  }

  private boolean isHidden(String name) {
    return scopes.stream().anyMatch(scope -> scope.contains(name));
  }

  private boolean isFlow(ExpressionTree tree) {
    if (tree instanceof MemberSelectTree outer) {
      return outer.getIdentifier().contentEquals("this")
          && (outer.getExpression().toString().equals(flow)
              || outer.getExpression().toString().endsWith("." + flow));
    }
    return innerClasses == 0
        && tree instanceof IdentifierTree identifier
        && (identifier.getName().contentEquals("this")
            || identifier.getName().contentEquals("super"));
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    if (!scopes.isEmpty()) {
      scopes.element().add(tree.getName().toString());
    }
    return super.visitVariable(tree, unused);
  }

  /** A class within: its {@code this} is its own, its fields hide the flow's. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    boolean inherits = tree.getExtendsClause() != null || tree.getSimpleName().isEmpty();
    innerClasses++;
    classesWithParents += inherits ? 1 : 0;
    scoped(
        () -> {
          for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree field) {
              scopes.element().add(field.getName().toString());
            }
          }
          return super.visitClass(tree, unused);
        });
    classesWithParents -= inherits ? 1 : 0;
    innerClasses--;
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

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitForLoop(tree, unused));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitEnhancedForLoop(tree, unused));
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitTry(tree, unused));
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitCatch(tree, unused));
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    return scoped(() -> super.visitCase(tree, unused));
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
}
