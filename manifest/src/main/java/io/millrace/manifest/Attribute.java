package io.millrace.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a decorator.
 *
 * @param name in camelCase, as in the annotation
 * @param type of its value
 * @param builtIn the value where nobody gives one, or null for none
 * @param rule what a legal value obeys beyond its type
 */
public record Attribute(String name, AttributeType type, @Nullable Object builtIn, Rule rule) {

  /** Judges one value, or one entry of a list. */
  @FunctionalInterface
  public interface Rule {
    /**
     * What is wrong with {@code value}, as a sentence and its remedy after a tag; empty if it is
     * legal.
     */
    Optional<Complaint> judge(Object value);
  }

  /** A rule's answer. */
  public record Complaint(String tag, String message) {}

  /** Its name in Metaflow and in {@code --with}, such as {@code image_pull_policy}. */
  public String snakeName() {
    if (name.equals("batchTags")) {
      return "aws_batch_tags"; // the one name that Metaflow spells otherwise
    }
    StringBuilder snake = new StringBuilder();
    for (char c : name.toCharArray()) {
      snake.append(Character.isUpperCase(c) ? "_" + Character.toLowerCase(c) : String.valueOf(c));
    }
    return snake.toString();
  }

  /** A name in snake_case as Java writes it; others stay. */
  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (char c : name.toCharArray()) {
      if (c != '_') {
        camel.append(upper ? Character.toUpperCase(c) : c);
      }
      upper = c == '_';
    }
    return camel.toString();
  }

  /** Everything that is wrong with {@code value}, which is of this attribute's type. */
  public List<Problem> check(Object value) {
    List<Problem> problems = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        int entry = i;
        rule.judge(list.get(i))
            .ifPresent(each -> problems.add(new Problem(each.tag, entry, each.message)));
      }
    } else {
      rule.judge(value).ifPresent(each -> problems.add(new Problem(each.tag, -1, each.message)));
    }
    return problems;
  }
}
