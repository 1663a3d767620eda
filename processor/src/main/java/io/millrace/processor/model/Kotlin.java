package io.millrace.processor.model;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What Kotlin's compiler makes of a flow, which reaches this processor as Java stubs. */
public final class Kotlin {
  private static final String DELEGATE = "$delegate";
  static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private Kotlin() {}

  /** Whether the author of {@code member}, a class or a member of one, wrote Kotlin. */
  public static boolean wrote(Element member) {
    TypeElement type = member instanceof TypeElement itself ? itself : Hierarchy.declaring(member);
    return type.getAnnotationMirrors().stream()
        .anyMatch(each -> isNamed(each.getAnnotationType(), "kotlin.Metadata"));
  }

  /** Whether {@code field} holds the delegate of a property. */
  public static boolean isDelegate(Element field) {
    return wrote(field) && field.getSimpleName().toString().endsWith(DELEGATE);
  }

  /** Whether {@code method} is internal: the module's name is added to its own. */
  public static boolean isInternal(ExecutableElement method) {
    return wrote(method) && method.getSimpleName().toString().indexOf('$') > 0;
  }

  /** Whether {@code method} runs in a coroutine. */
  public static boolean isSuspend(ExecutableElement method) {
    return method.getParameters().stream().anyMatch(each -> isNamed(each.asType(), CONTINUATION));
  }

  /** The name of {@code member} as its author wrote it. */
  static String written(Element member) {
    String name = member.getSimpleName().toString();
    int added = name.indexOf('$');
    return added > 0 && wrote(member) ? name.substring(0, added) : name;
  }

  private static boolean isNamed(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }
}
