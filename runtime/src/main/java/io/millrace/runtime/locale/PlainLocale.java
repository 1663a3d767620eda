package io.millrace.runtime.locale;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The locale C, or POSIX, or one that is not installed: Java reads and writes ASCII in it.
 *
 * <p>Python, and so Metaflow, takes such a locale for C.UTF-8 (PEP 538, PEP 540).
 */
public final class PlainLocale {
  private static final Path PROC = Path.of("/proc/self");
  private static final String UTF8 = "C.UTF-8";

  /** Beside these, a locale that is not installed makes Java take C for all. */
  private static final Set<String> NONE = Set.of("", "C", "POSIX");

  private PlainLocale() {}

  /** Whether this process has it. */
  public static boolean here() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    return Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.US_ASCII);
  }

  /** What to set for a process that is started from here, so that its text is UTF-8. */
  public static Map<String, String> variables() {
    if (!here()) {
      return Map.of();
    }
    boolean said =
        System.getenv().entrySet().stream()
            .filter(each -> each.getKey().equals("LANG") || each.getKey().startsWith("LC_"))
            .anyMatch(each -> each.getKey().equals("LC_ALL") || !NONE.contains(each.getValue()));
    return Map.of(said ? "LC_ALL" : "LC_CTYPE", UTF8);
  }

  /** The option of a Java process that is started from here, where there is no such locale. */
  public static List<String> options() {
    return here() ? List.of("-Dfile.encoding=UTF-8") : List.of();
  }

  /** Prints UTF-8 from now on, whatever the locale. */
  public static void printUtf8() {
    System.setOut(new StandardStream(new FileOutputStream(FileDescriptor.out)));
    System.setErr(new StandardStream(new FileOutputStream(FileDescriptor.err)));
  }

  /**
   * @param text that may name files or variables
   * @throws Utf8Needed if it has more than ASCII, and this process cannot use that
   */
  public static void check(String text) {
    if (here() && !isAscii(text)) {
      throw new Utf8Needed();
    }
  }

  /**
   * @param fit whether what is to be done here has nothing to do with the locale
   * @throws Utf8Needed if it may have, and this process knows only ASCII
   */
  public static void check(BooleanSupplier fit) {
    if (here() && !fit.getAsBoolean()) {
      throw new Utf8Needed();
    }
  }

  /**
   * Looks at the arguments, variables and folders of this process.
   *
   * @throws Utf8Needed as {@link #check}
   */
  public static void checkProcess() {
    if (here()
        && !(isAscii(bytes("cmdline"))
            && isAscii(bytes("environ"))
            && isSurelyAscii(System.getProperty("user.dir"))
            && isSurelyAscii(System.getProperty("user.home")))) {
      throw new Utf8Needed();
    }
  }

  /**
   * The arguments as UTF-8.
   *
   * @param read what Java made of them
   */
  public static List<String> arguments(List<String> read) {
    List<byte[]> line = split(bytes("cmdline"));
    int first = line.size() - read.size();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      String plain = read.get(i);
      boolean same = first > 0 && isReadOf(plain, line.get(first + i));
      // not the same: they stood in a file that the launcher has read
      arguments.add(same ? new String(line.get(first + i), StandardCharsets.UTF_8) : plain);
    }
    return arguments;
  }

  /** Java has one character for each byte, and the right one for those of ASCII. */
  private static boolean isReadOf(String plain, byte[] argument) {
    if (plain.length() != argument.length) {
      return false;
    }
    for (int i = 0; i < argument.length; i++) {
      if (argument[i] >= 0 && plain.charAt(i) != argument[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> split(byte[] line) {
    List<byte[]> arguments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < line.length; i++) {
      if (line[i] == 0) {
        arguments.add(Arrays.copyOfRange(line, start, i));
        start = i + 1;
      }
    }
    return arguments;
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(PROC.resolve(file));
    } catch (NoSuchFileException e) {
      return new byte[0]; // /proc is not mounted; what Java has read is all there is
    } catch (IOException e) {
      throw new UncheckedIOException("/proc/self/" + file + " cannot be read: " + e, e);
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each < 0x80);
  }

  /** A question mark may stand for a byte that is not ASCII. */
  private static boolean isSurelyAscii(String text) {
    return isAscii(text) && text.indexOf('?') < 0;
  }
}
