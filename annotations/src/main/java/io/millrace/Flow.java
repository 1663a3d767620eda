package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a flow: its {@link Step} methods are the steps, its fields the artifacts and
 * {@link Parameter}s.
 *
 * <p>The class must be a concrete, non-generic class with a no-argument constructor that is not
 * private; it may be nested if it is static, and may extend an abstract class that declares further
 * steps and fields.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Flow {

  /**
   * The flow's name in the datastore, on the command line and in every Metaflow tool. A Python
   * identifier. Default: the simple name of the class.
   */
  String name() default "";

  /**
   * What the flow does, in a sentence; shown by {@code --help} and {@code show}. Default: nothing.
   */
  String description() default "";
}
