package io.millrace.runtime.artifact;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a plain value as Python would show it. */
public final class PythonText {
  /** Where Python's floats begin to be written with an exponent. */
  private static final int LARGE = 16;

  private static final int SMALL = -4;

  /** In characters, of all that a value holds. */
  private static final int LONGEST = 10_000_000;

  private static final int DEEPEST = 200;

  private final StringBuilder out = new StringBuilder();
  private final IdentityHashMap<Object, Object> around = new IdentityHashMap<>();

  private PythonText() {}

  /** As {@code str} does: text stays as it is. */
  public static String plain(@Nullable Object value) {
    return value instanceof String text ? text : of(value);
  }

  /** As {@code repr} does; what is nested very deeply or is very long is cut with "...". */
  public static String of(@Nullable Object value) {
    PythonText text = new PythonText();
    text.write(value);
    return text.out.toString();
  }

  private void write(@Nullable Object value) {
    if (out.length() > LONGEST) {
      return;
    } else if (value == null) {
      out.append("None");
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "True" : "False");
    } else if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof Map<?, ?> map) {
      container(value, "{", "}", () -> entries(map));
    } else if (value instanceof Tuple tuple) {
      container(value, "(", tuple.items().size() == 1 ? ",)" : ")", () -> items(tuple.items()));
    } else if (value instanceof Set<?> set && set.isEmpty()) {
      out.append("set()");
    } else if (value instanceof Collection<?> items) {
      boolean set = value instanceof Set;
      container(value, set ? "{" : "[", set ? "}" : "]", () -> items(items));
    } else {
      out.append(value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString());
    }
  }

  /** What holds itself is cut where it comes again, as Python does it. */
  private void container(Object value, String open, String close, Runnable content) {
    out.append(open);
    if (around.size() >= DEEPEST || around.put(value, value) != null) {
      out.append("...");
    } else {
      content.run();
      around.remove(value);
      if (out.length() > LONGEST) {
        out.setLength(LONGEST);
        out.append("...");
        return;
      }
    }
    out.append(close);
  }

  private void entries(Map<?, ?> map) {
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      write(entry.getKey());
      out.append(": ");
      write(entry.getValue());
      separator = ", ";
    }
  }

  private void items(Collection<?> items) {
    String separator = "";
    for (Object item : items) {
      out.append(separator);
      write(item);
      separator = ", ";
    }
  }

  private void quote(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    out.append(quote);
    text.codePoints().forEach(c -> character(c, quote));
    out.append(quote);
  }

  private void character(int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append((c > 0xffff ? "\\U%08x" : c > 0xff ? "\\u%04x" : "\\x%02x").formatted(c));
        }
      }
    }
  }

  /** As {@code str.isprintable} has it. */
  private static boolean isPrintable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
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
}
