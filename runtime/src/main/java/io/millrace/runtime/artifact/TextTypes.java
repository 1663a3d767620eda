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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Classes whose values print as a text and are read back from it; Python has no type for them. */
final class TextTypes {
  private static final Map<Class<?>, Function<String, Object>> READERS = new LinkedHashMap<>();

  static {
    READERS.put(Period.class, Period::parse);
    READERS.put(Year.class, Year::parse);
    READERS.put(YearMonth.class, YearMonth::parse);
    READERS.put(MonthDay.class, MonthDay::parse);
    READERS.put(ZoneOffset.class, ZoneOffset::of);
    READERS.put(ZoneId.class, ZoneId::of);
    READERS.put(URI.class, URI::create);
    READERS.put(File.class, File::new);
    READERS.put(Locale.class, Locale::forLanguageTag);
    READERS.put(Charset.class, Charset::forName);
    READERS.put(Currency.class, Currency::getInstance);
    READERS.put(Pattern.class, Pattern::compile);
  }

  private TextTypes() {}

  static boolean isText(Class<?> type) {
    return READERS.keySet().stream().anyMatch(known -> known.isAssignableFrom(type));
  }

  static String write(Object value) {
    return value instanceof Locale locale ? locale.toLanguageTag() : value.toString();
  }

  /** Reads {@code text} as a {@code type}; null if that is not one of these classes. */
  static @Nullable Object read(String text, Class<?> type) {
    Function<String, Object> reader = READERS.get(type);
    return reader == null ? null : reader.apply(text);
  }
}
