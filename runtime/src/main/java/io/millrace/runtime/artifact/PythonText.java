package io.millrace.runtime.artifact;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plain value as Python would show it. */
public final class PythonText {
  /** Where Python's floats begin to be written with an exponent. */
  private static final int LARGE = 16;

  private static final int SMALL = -4;

  private PythonText() {}

  /** As {@code str} does: text stays as it is. */
  public static String plain(@Nullable Object value) {
    return value instanceof String text ? text : of(value);
  }

  /** As {@code repr} does. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    } else if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof Double number) {
      return number(number);
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Tuple tuple) {
      return list(tuple.items(), "(", tuple.items().size() == 1 ? ",)" : ")");
    } else if (value instanceof java.util.Set<?> set) {
      return set.isEmpty() ? "set()" : list(set, "{", "}");
    } else if (value instanceof Collection<?> items) {
      return list(items, "[", "]");
    }
    return value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
  }

  private static String quoted(String text) {
    String quote = text.contains("'") && !text.contains("\"") ? "\"" : "'";
    return quote
        + text.replace("\\", "\\\\")
            .replace(quote, "\\" + quote)
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + quote;
  }

  private static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    } else if (number == 0) {
      return Double.toString(number);
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= SMALL && exponent < LARGE) {
      String text = exact.toPlainString();
      return text.contains(".") ? text : text + ".0";
    }
    String mantissa = exact.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + (exponent < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(exponent));
  }

  private static String list(Collection<?> items, String open, String close) {
    return items.stream().map(PythonText::of).collect(Collectors.joining(", ", open, close));
  }
}
