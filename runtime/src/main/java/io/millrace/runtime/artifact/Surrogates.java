package io.millrace.runtime.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** UTF-8 that lets lone surrogates through, as Python's {@code surrogatepass} does for pickles. */
final class Surrogates {
  private Surrogates() {}

  static byte[] encode(String text) {
    return lone(text) ? encodeSlowly(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  static String decode(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') >= 0 ? decodeSlowly(utf8, text) : text;
  }

  private static boolean lone(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static byte[] encodeSlowly(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            code -> {
              if (code >= 0xd800 && code <= 0xdfff) {
                out.write(0xe0 | (code >> 12));
                out.write(0x80 | ((code >> 6) & 0x3f));
                out.write(0x80 | (code & 0x3f));
              } else {
                out.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static String decodeSlowly(byte[] utf8, String decoded) {
    StringBuilder text = new StringBuilder();
    boolean lone = false;
    int plain = 0;
    for (int i = 0; i + 2 < utf8.length; i++) {
      if ((utf8[i] & 0xff) == 0xed && (utf8[i + 1] & 0xff) >= 0xa0) {
        text.append(new String(utf8, plain, i - plain, StandardCharsets.UTF_8));
        text.append((char) (0xd000 | ((utf8[i + 1] & 0x3f) << 6) | (utf8[i + 2] & 0x3f)));
        i += 2;
        plain = i + 1;
        lone = true;
      }
    }
    return lone
        ? text.append(new String(utf8, plain, utf8.length - plain, StandardCharsets.UTF_8))
            .toString()
        : decoded;
  }
}
