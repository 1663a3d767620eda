package io.millrace.processor.dataflow;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.millrace.processor.source.FlowText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the code of a method, without the compiler's attribution, which would cost as much again.
 */
final class CodeScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Code code = new Code();
  private final FlowText.Part part;

  /** How many classes are around what is read; their {@code this} is not the flow. */
  private int classes;

  private CodeScanner(FlowText.Part part) {
    this.part = part;
  }

  /** What {@code tree} does, which is in a class of the flow. */
  static Code read(Tree tree, FlowText.Part part) {
    CodeScanner scanner = new CodeScanner(part);
    scanner.scan(tree, null);
    scanner.code.reads.removeIf(each -> scanner.code.locals.contains(each.name()));
    scanner.code.plainAssignments.removeIf(each -> scanner.code.locals.contains(each.name()));
    return scanner.code;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    String name = tree.getName().toString();
    if (name.equals("this") || name.equals("super")) {
      code.escapes |= classes == 0;
    } else if (classes == 0) {
      code.reads.add(use(name, tree));
    }
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    String name = tree.getIdentifier().toString();
    if (isThis(tree.getExpression())) {
      if (classes == 0) {
        code.reads.add(use("this." + name, tree));
      }
      return null;
    } else if (name.equals("this")) {
      code.escapes = true; // as in Flow.this
      return null;
    }
    return super.visitMemberSelect(tree, unused);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    assigned(tree.getVariable(), tree);
    return scan(tree.getExpression(), unused);
  }

  /** What was there counts: zero, where nothing was assigned, as many counters begin. */
  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    assigned(tree.getVariable(), tree);
    return scan(tree.getExpression(), unused);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> {
        assigned(tree.getExpression(), tree);
        return null;
      }
      default -> {
        return super.visitUnary(tree, unused);
      }
    }
  }

  private void assigned(ExpressionTree variable, Tree statement) {
    ExpressionTree target = bare(variable);
    if (target instanceof IdentifierTree identifier) {
      Code.Use use = use(identifier.getName().toString(), statement);
      code.assignments.add(use);
      if (classes == 0) {
        code.plainAssignments.add(use);
      }
    } else if (target instanceof MemberSelectTree select) {
      code.assignments.add(use(select.getIdentifier().toString(), statement));
      if (!isThis(select.getExpression())) {
        scan(select.getExpression(), null);
      }
    } else {
      scan(target, null);
    }
  }

  /** Who asks whether it is null knows that it may be. */
  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
    boolean equality =
        tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
    for (ExpressionTree operand : List.of(tree.getLeftOperand(), tree.getRightOperand())) {
      ExpressionTree other =
          operand == tree.getLeftOperand() ? tree.getRightOperand() : tree.getLeftOperand();
      boolean asked = equality && other.getKind() == Tree.Kind.NULL_LITERAL && isName(operand);
      if (!asked) {
        scan(operand, unused);
      }
    }
    return null;
  }

  private static boolean isName(ExpressionTree tree) {
    ExpressionTree name = bare(tree);
    return name instanceof IdentifierTree
        || (name instanceof MemberSelectTree select && isThis(select.getExpression()));
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    List<? extends ExpressionTree> arguments = tree.getArguments();
    String name = "";
    if (tree.getMethodSelect() instanceof IdentifierTree method) {
      name = method.getName().toString();
      if (!name.equals("this") && !name.equals("super")) { // a constructor calls another one
        called(name, tree);
      }
    } else if (tree.getMethodSelect() instanceof MemberSelectTree method) {
      name = method.getIdentifier().toString();
      if (isThis(method.getExpression())) {
        called(isSuper(method.getExpression()) ? "super." + name : name, tree);
      } else {
        scan(method.getExpression(), unused);
      }
    }
    if (name.equals("merge") && !arguments.isEmpty() && isThis(arguments.get(0))) {
      code.merges.add(merge(arguments));
      arguments.stream().skip(1).forEach(each -> scan(each, unused));
      return null;
    }
    literals(name, tree);
    return scan(arguments, unused);
  }

  /** In a class within, it may be a method of that class. */
  private void called(String name, Tree tree) {
    code.calls.add(use(classes == 0 ? name : "?" + name, tree));
  }

  private void literals(String name, MethodInvocationTree tree) {
    for (ExpressionTree argument : tree.getArguments()) {
      if (argument instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        if (name.equals("from")
            && tree.getMethodSelect() instanceof MemberSelectTree select
            && select.getExpression() instanceof IdentifierTree receiver) {
          code.sources.add(use(receiver.getName() + "." + text, argument));
        } else if (isSelection(tree)) {
          code.selections.add(use(text, argument));
        }
      }
    }
  }

  /** Others may have methods of these names. */
  private static boolean isSelection(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && select.getExpression() instanceof IdentifierTree type
        && type.getName().contentEquals("Inputs")
        && (select.getIdentifier().contentEquals("include")
            || select.getIdentifier().contentEquals("exclude"));
  }

  private static Code.Merge merge(List<? extends ExpressionTree> arguments) {
    if (arguments.size() == 2
        && arguments.get(1) instanceof MethodInvocationTree selection
        && isSelection(selection)) {
      Set<String> names = new HashSet<>();
      for (ExpressionTree argument : selection.getArguments()) {
        if (!(argument instanceof LiteralTree literal)) {
          return new Code.Merge(true, Optional.empty());
        }
        names.add(String.valueOf(literal.getValue()));
      }
      boolean including =
          ((MemberSelectTree) selection.getMethodSelect()).getIdentifier().contentEquals("include");
      return new Code.Merge(including, Optional.of(names));
    }
    return new Code.Merge(true, Optional.empty());
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    if (isThis(tree.getQualifierExpression())) {
      called(tree.getName().toString(), tree);
      return null;
    }
    return scan(tree.getQualifierExpression(), unused);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    classes++;
    super.visitClass(tree, unused);
    classes--;
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    code.locals.add(tree.getName().toString());
    return scan(tree.getInitializer(), unused);
  }

  // Names of types and of constants are not names of fields.

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    scan(tree.getEnclosingExpression(), unused);
    scan(tree.getArguments(), unused);
    return scan(tree.getClassBody(), unused);
  }

  @Override
  public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void unused) {
    scan(tree.getDimensions(), unused);
    return scan(tree.getInitializers(), unused);
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    return scan(tree.getExpression(), unused);
  }

  @Override
  public @Nullable Void visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
    scan(tree.getExpression(), unused);
    return scan(tree.getPattern(), unused);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    return tree.getStatements() == null
        ? scan(tree.getBody(), unused)
        : scan(tree.getStatements(), unused);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    return null;
  }

  private static boolean isThis(ExpressionTree tree) {
    if (tree instanceof MemberSelectTree outer) {
      return outer.getIdentifier().contentEquals("this")
          || outer.getIdentifier().contentEquals("super");
    }
    return tree instanceof IdentifierTree identifier
        && (identifier.getName().contentEquals("this") || isSuper(identifier));
  }

  private static boolean isSuper(ExpressionTree tree) {
    return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals("super");
  }

  private static ExpressionTree bare(ExpressionTree tree) {
    ExpressionTree bare = tree;
    while (bare instanceof ParenthesizedTree inner) {
      bare = inner.getExpression();
    }
    return bare;
  }

  private Code.Use use(String name, Tree tree) {
    return new Code.Use(name, tree, part);
  }
}
