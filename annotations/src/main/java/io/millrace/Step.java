package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a step of the flow and names what runs after it.
 *
 * <p>Every flow has a step {@code start}, where it begins, and a step {@code end}, which has no
 * {@code next}. A method may take, in any order, at most one each of the foreach item, {@code
 * Inputs<ThisFlow>} (which makes it a join) and {@link TaskContext}; it returns {@code void} and
 * may throw anything. The transitions are those of Metaflow's {@code self.next}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Step {

  /**
   * The steps that run next: one name (linear), several (a static branch: all of them run), or with
   * {@link #condition} entries of the form {@code "VALUE=step"}. Empty only for {@code end}.
   */
  String[] next() default {};

  /**
   * The field to fan out over: the next step runs once for each element of this list, set, array,
   * stream or other {@code Iterable}, or for each entry of this map.
   */
  String foreach() default "";

  /**
   * The field that chooses the one next step: its value (a string, an enum constant, a boolean or a
   * whole number, written as {@code String.valueOf} does) is looked up among the {@code
   * "VALUE=step"} entries of {@link #next}. Only a switch may lead back to an earlier step.
   */
  String condition() default "";

  /**
   * The number of tasks of the next step that run side by side, each with its index in {@link
   * TaskContext#index()}. Positive; default: not a parallel split.
   */
  int numParallel() default 0;
}
