package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field a parameter of the flow: an option of {@code run}, read-only in every step and
 * stored with the run.
 *
 * <p>The field's initializer is the default. It runs once, at the start of the run, and only if no
 * value is given; every task gets the stored value. So a default may be random, or read from a
 * file. The value may also come from the variable {@code METAFLOW_RUN_<NAME>}, with the name in
 * upper case and {@code -} as {@code _}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Parameter {

  /**
   * The option's name without {@code --}. Default: the field's name in kebab-case ({@code
   * learningRate} is {@code learning-rate}).
   */
  String name() default "";

  /** One line for {@code run --help}. Default: nothing. */
  String help() default "";

  /** Whether a run must give a value; the initializer is then ignored. Default: {@code false}. */
  boolean required() default false;
}
