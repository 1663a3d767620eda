package io.millrace.manifest;

import io.millrace.manifest.Attribute.Complaint;
import io.millrace.manifest.Attribute.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that attributes' values obey. */
final class Rules {
  private Rules() {}

  static final Rule ANY = value -> Optional.empty();

  static final Rule IMAGE =
      value -> {
        if (String.valueOf(value).isEmpty()) {
          return Optional.empty(); // as if it were not given
        }
        try {
          ImageReference image = ImageReference.parse((String) value);
          return image.domain().isEmpty() || image.namesRegistry()
              ? Optional.empty()
              : complaint(
                  "BadImage",
                  "%s is not a valid image reference: a repository is in lower case. Write %s.",
                  ImageReference.shown((String) value),
                  ImageReference.shown(image.inLowerCase().toString()));
        } catch (InvalidImageException e) {
          return complaint("BadImage", "%s", e.getMessage());
        }
      };

  static final Rule POSITIVE =
      value ->
          ((Number) value).doubleValue() > 0
              ? Optional.empty()
              : complaint(
                  "NotPositive", "%s is not positive. Give a number above 0.", number(value));

  static final Rule NOT_NEGATIVE =
      value ->
          ((Number) value).doubleValue() >= 0
              ? Optional.empty()
              : complaint("Negative", "%s is negative. Give 0 or more.", number(value));

  static final Rule KEY_VALUE =
      value ->
          ((String) value).indexOf('=') > 0
              ? Optional.empty()
              : complaint(
                  "BadKeyValue",
                  "'%s' is not of the form KEY=VALUE. Write it as in \"team=data\".",
                  value);

  /** Metaflow parts them by a colon. */
  static final Rule LOG_OPTION =
      value ->
          ((String) value).indexOf('=') > 0 || ((String) value).indexOf(':') > 0
              ? Optional.empty()
              : complaint(
                  "BadKeyValue",
                  "'%s' is not of the form KEY=VALUE. Write it as in \"awslogs-group=acme\".",
                  value);

  private static final Pattern VARIABLE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

  static final Rule VARIABLE_VALUE =
      value ->
          VARIABLE.matcher((String) value).matches()
              ? Optional.empty()
              : complaint(
                  "BadKeyValue",
                  "'%s' is not of the form NAME=VALUE. Write it as in \"LOG_LEVEL=debug\".",
                  value);

  static final Rule REQUIREMENT =
      value ->
          PythonRequirement.problem((String) value).map(m -> new Complaint("BadRequirement", m));

  static final Rule MATCH_SPEC =
      value -> CondaMatchSpec.problem((String) value).map(m -> new Complaint("BadMatchSpec", m));

  private static final Pattern PYTHON = Pattern.compile("[23](\\.\\d{1,3}){0,2}");

  static final Rule PYTHON_VERSION =
      value ->
          PYTHON.matcher((String) value).matches()
              ? Optional.empty()
              : complaint(
                  "BadPythonVersion",
                  "'%s' is not a valid Python version. Give one such as \"3.12\".",
                  value);

  static final Rule ABSOLUTE =
      value ->
          ((String) value).startsWith("/")
              ? Optional.empty()
              : complaint("BadPath", "'%s' is not an absolute path. Begin it with '/'.", value);

  static final Rule VOLUME =
      value -> {
        String[] parts = ((String) value).split(":", -1);
        boolean paths = parts.length >= 2 && parts[0].startsWith("/") && parts[1].startsWith("/");
        boolean mode =
            parts.length == 2 || (parts.length == 3 && Set.of("ro", "rw").contains(parts[2]));
        return paths && mode
            ? Optional.empty()
            : complaint(
                "BadVolume",
                "'%s' is not a valid volume. Write it as \"/host:/container\" or \"/host:/container:ro\".",
                value);
      };

  /** A path of the host, or that and one of the container. */
  static final Rule HOST_VOLUME =
      value -> {
        String[] parts = ((String) value).split(":", -1);
        boolean paths = parts.length <= 2 && parts[0].startsWith("/");
        return paths && (parts.length == 1 || parts[1].startsWith("/"))
            ? Optional.empty()
            : complaint(
                "BadVolume",
                "'%s' is not a valid host volume. Write it as \"/host\" or \"/host:/container\".",
                value);
      };

  private static final Pattern EFS = Pattern.compile("fs-[0-9a-f]{8,40}(:/.*)?");

  static final Rule EFS_VOLUME =
      value ->
          EFS.matcher((String) value).matches()
              ? Optional.empty()
              : complaint(
                  "BadVolume",
                  "'%s' is not a valid EFS volume. Write it as \"fs-0123456789abcdef0\" or with \":/path\" behind it.",
                  value);

  static final Rule CHANNEL =
      value ->
          ((String) value).isEmpty() || ((String) value).chars().anyMatch(Character::isWhitespace)
              ? complaint(
                  "BadChannel",
                  "'%s' is not a valid channel. Give a name such as \"conda-forge\", or a URL.",
                  value)
              : Optional.empty();

  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9.]+)?");

  static final Rule PLATFORM_NAME =
      value ->
          value.equals("") || PLATFORM.matcher((String) value).matches()
              ? Optional.empty()
              : complaint(
                  "BadPlatform",
                  "'%s' is not a valid platform. Write it as OS/ARCH, as in \"linux/amd64\".",
                  value);

  static Rule range(long low, long high) {
    return value -> {
      double number = ((Number) value).doubleValue();
      return number >= low && number <= high
          ? Optional.empty()
          : complaint(
              "OutOfRange",
              "%s is out of range. Give a number from %d to %d.",
              number(value),
              low,
              high);
    };
  }

  static Rule oneOf(String tag, String... words) {
    List<String> known = Arrays.asList(words);
    return value ->
        known.contains(value)
            ? Optional.empty()
            : complaint(
                tag,
                "'%s' is not one of %s.%s",
                value,
                String.join(", ", known),
                Suggestion.closest((String) value, known)
                    .map(word -> " Did you mean '" + word + "'?")
                    .orElse(" Give one of them."));
  }

  static List<Problem> timeout(Map<String, Object> given) {
    double seconds =
        number(given, "seconds") + 60 * number(given, "minutes") + 3600 * number(given, "hours");
    if (seconds == 0) {
      return List.of(
          new Problem("NoTimeout", -1, "The timeout is zero. Give seconds, minutes or hours."));
    }
    return seconds > Integer.MAX_VALUE
        ? List.of(
            new Problem(
                "OutOfRange",
                -1,
                "The timeout is longer than %d seconds, 68 years. Give a shorter one."
                    .formatted(Integer.MAX_VALUE)))
        : List.of();
  }

  private static double number(Map<String, Object> given, String attribute) {
    return given.get(attribute) instanceof Number number ? number.doubleValue() : 0;
  }

  /** A tmpfs takes its room from the memory. */
  static List<Problem> tmpfs(Map<String, Object> given) {
    double memory = given.containsKey("memory") ? number(given, "memory") : 4096;
    return number(given, "tmpfsSize") > memory && memory > 0
        ? List.of(
            new Problem(
                "TmpfsTooLarge",
                -1,
                "tmpfsSize is %s MB, and the memory, of which it takes its room, is %s MB. Give the step more memory, or a smaller tmpfs."
                    .formatted(
                        number((Object) number(given, "tmpfsSize")), number((Object) memory))))
        : List.of();
  }

  static List<Problem> chips(Map<String, Object> given) {
    return given.containsKey("inferentia") && given.containsKey("trainium")
        ? List.of(
            new Problem(
                "TwoChips",
                -1,
                "'trainium' is another name for 'inferentia'. Give one of the two."))
        : List.of();
  }

  static Optional<Complaint> complaint(String tag, String message, @Nullable Object... values) {
    return Optional.of(
        new Complaint(tag, values.length == 0 ? message : message.formatted(values)));
  }

  /** A number as the author would write it. */
  private static String number(Object value) {
    double number = ((Number) value).doubleValue();
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
