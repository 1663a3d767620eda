package io.millrace.runtime.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Turns values into pickles and back. */
public final class ArtifactCodec {
  private ArtifactCodec() {}

  /**
   * Writes {@code value} as a protocol 4 pickle.
   *
   * @param type the declared type
   * @throws ArtifactException if a value of this kind cannot be stored
   */
  public static void write(@Nullable Object value, Type type, OutputStream out) throws IOException {
    PickleOutput pickle = new PickleOutput(out);
    pickle.start();
    new Encoder(pickle).write(value, type);
    pickle.stop();
  }

  /**
   * Reads a pickle as a value of {@code type}; as plain Java (boxes, strings, lists, maps …) if
   * that is {@code Object.class}.
   *
   * @param size of the pickle in bytes
   * @throws ArtifactException if the pickle is broken, holds what this does not know, or is not of
   *     that type
   */
  public static @Nullable Object read(InputStream in, long size, Type type) throws IOException {
    PickleInput pickle = new PickleInput(in, size);
    Object plain = pickle.read();
    return decode(plain, type, new Decoder(pickle.shared()));
  }

  /** What Python will call the value's type, such as {@code <class 'float'>}. */
  public static String pythonType(@Nullable Object value) {
    return "<class '" + PythonTypes.name(value) + "'>";
  }

  /** Reads a pickle as plain values, for {@link #decode}. */
  public static @Nullable Object readPlain(InputStream in, long size) throws IOException {
    return new PickleInput(in, size).read();
  }

  /**
   * Turns a plain value, as {@link #readPlain} gives it, into one of {@code type}.
   *
   * @throws ArtifactException if it is not of that type
   */
  public static @Nullable Object decode(@Nullable Object plain, Type type) {
    return decode(plain, type, new Decoder(null));
  }

  private static @Nullable Object decode(@Nullable Object plain, Type type, Decoder decoder) {
    try {
      return decoder.decode(plain, type);
    } catch (ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException
        | ArithmeticException e) { // what a collection or a class does not take
      throw new ArtifactException(
          "it is a Python %s, and does not fit a %s: %s. Declare the field with a fitting type."
              .formatted(PythonTypes.name(plain), type.getTypeName(), e),
          e);
    } catch (StackOverflowError e) {
      throw new ArtifactException(
          "it holds itself, or is nested too deeply for a %s. Declare the field as Object."
              .formatted(type.getTypeName()),
          e);
    }
  }
}
