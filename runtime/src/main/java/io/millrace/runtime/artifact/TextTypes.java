package io.millrace.runtime.artifact;

import java.io.File;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classes whose values print as a text and are read back from it; Python has no type for them. */
final class TextTypes {
  private static final List<Class<?>> CLASSES =
      List.of(
          Period.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          ZoneOffset.class,
          ZoneId.class,
          URI.class,
          File.class,
          Locale.class,
          Charset.class,
          Currency.class,
          Pattern.class);

  private TextTypes() {}

  static boolean isText(Class<?> type) {
    for (Class<?> each : CLASSES) {
      if (each.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  static String write(Object value) {
    return value instanceof Locale locale ? locale.toLanguageTag() : value.toString();
  }

  /** Reads {@code text} as a {@code type}; null if that is not one of these classes. */
  static @Nullable Object read(String text, Class<?> type) {
    return switch (type.getName()) {
      case "java.time.Period" -> Period.parse(text);
      case "java.time.Year" -> Year.parse(text);
      case "java.time.YearMonth" -> YearMonth.parse(text);
      case "java.time.MonthDay" -> MonthDay.parse(text);
      case "java.time.ZoneOffset" -> ZoneOffset.of(text);
      case "java.time.ZoneId" -> ZoneId.of(text);
      case "java.net.URI" -> URI.create(text);
      case "java.io.File" -> new File(text);
      case "java.util.Locale" -> Locale.forLanguageTag(text);
      case "java.nio.charset.Charset" -> Charset.forName(text);
      case "java.util.Currency" -> Currency.getInstance(text);
      case "java.util.regex.Pattern" -> Pattern.compile(text);
      default -> null;
    };
  }
}
