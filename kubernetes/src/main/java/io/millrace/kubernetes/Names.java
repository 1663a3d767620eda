package io.millrace.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that Kubernetes allows, for any names of ours: letters of other alphabets, capitals and
 * lengths that are not allowed are made up for by a hash, so that different names stay different.
 */
final class Names {
  /** That of an RFC 1123 label, which is also the longest value of a label. */
  private static final int LONGEST = 63;

  /** Pods get the name of their job and six characters more, and are hosts, too. */
  private static final int LONGEST_JOB = LONGEST - 6;

  private static final int HASH_BYTES = 5;
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?");

  private Names() {}

  /** A job's name, which begins with readable parts and ends with a hash of {@code unique}. */
  static String job(List<String> readable, List<String> unique) {
    String hash = hash(String.join("/", unique));
    String start = String.join("-", readable).toLowerCase(Locale.ROOT);
    return cut(start.replaceAll("[^a-z0-9]+", "-"), LONGEST_JOB - hash.length() - 1) + hash;
  }

  /** A label's value: {@code text} itself, wherever that is one. */
  static String label(String text) {
    if (text.length() <= LONGEST && LABEL.matcher(text).matches()) {
      return text;
    }
    String hash = hash(text);
    return cut(text.replaceAll("[^A-Za-z0-9_.-]+", "-"), LONGEST - hash.length() - 1) + hash;
  }

  private static String cut(String text, int most) {
    String start = text.substring(0, Math.min(text.length(), most));
    String bare = start.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    return bare.isEmpty() ? "" : bare + "-";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
