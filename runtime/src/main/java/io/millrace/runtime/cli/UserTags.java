package io.millrace.runtime.cli;

import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.metadata.RunTags;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The rules of the tags that users give, which are Metaflow's ({@code tagging_util.py}). */
final class UserTags {
  private static final int LONGEST = 500;
  private static final int MOST = 50;

  private UserTags() {}

  /**
   * The tags of a run that is about to start.
   *
   * @param option what is named by an error
   * @throws UsageException if a tag breaks a rule
   */
  static Set<String> first(String option, Collection<String> tags) {
    return replaced(option, new RunTags("", Set.of(), Set.of()), Set.of(), tags);
  }

  /**
   * The tags of a run without those that are removed, and with those that are added after that.
   * System tags cannot be removed; to add one changes nothing.
   *
   * @param option what is named by an error
   * @throws UsageException if a tag breaks a rule
   */
  static Set<String> replaced(
      String option, RunTags known, Collection<String> removed, Collection<String> added) {
    for (String tag : removed) {
      if (known.systemTags().contains(tag)) {
        throw new UsageException("'" + tag + "' is a system tag. Those cannot be removed.");
      }
    }
    added.forEach(tag -> check(option, tag));
    Set<String> tags = new LinkedHashSet<>(known.tags());
    tags.removeAll(Set.copyOf(removed));
    tags.addAll(added);
    tags.removeAll(known.systemTags());
    if (tags.size() > MOST && tags.size() > known.tags().size()) {
      throw new UsageException(
          "%s: a run has at most %d tags, and these would be %d."
              .formatted(option, MOST, tags.size()));
    }
    return tags;
  }

  private static void check(String option, String tag) {
    if (tag.isBlank()) {
      throw new UsageException(option + ": a tag must not be empty.");
    }
    int length = tag.codePointCount(0, tag.length());
    if (length > LONGEST) {
      throw new UsageException(
          "%s: a tag has at most %d characters, and '%s…' has %d."
              .formatted(option, LONGEST, tag.substring(0, tag.offsetByCodePoints(0, 30)), length));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(tag)) {
      throw new UsageException(option + ": a tag must be text that UTF-8 can encode.");
    }
  }
}
