package io.millrace.processor.validate;

import io.millrace.processor.model.Hierarchy;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What code in the flow's own package can reach. */
final class Visibility {
  private Visibility() {}

  /** Whether the runner of {@code flow} may use {@code member}, which is not private. */
  static boolean reaches(TypeElement flow, Element member) {
    return member.getModifiers().contains(Modifier.PUBLIC)
        || packageOf(flow).equals(packageOf(member));
  }

  private static Element packageOf(Element element) {
    return Objects.requireNonNull(Hierarchy.topLevel(element).getEnclosingElement());
  }
}
