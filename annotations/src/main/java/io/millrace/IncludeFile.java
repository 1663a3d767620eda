package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field a parameter whose value on the command line is a file's path, and whose value in
 * the steps is that file's content.
 *
 * <p>The field is a {@code String} if {@link #text} holds, else a {@code byte[]}. Its initializer,
 * if any, is the content used when the run names no file.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface IncludeFile {

  /** The option's name without {@code --}. Default: the field's name in kebab-case. */
  String name() default "";

  /** One line for {@code run --help}. Default: nothing. */
  String help() default "";

  /** Whether a run must name a file. Default: {@code false}. */
  boolean required() default false;

  /** Whether the content is text, decoded with {@link #encoding}. Default: {@code true}. */
  boolean text() default true;

  /**
   * The character encoding of a text file, by any name that {@link
   * java.nio.charset.Charset#forName} knows. Default: UTF-8.
   */
  String encoding() default "UTF-8";
}
