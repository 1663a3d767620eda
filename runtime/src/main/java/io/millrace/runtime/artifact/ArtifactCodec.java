package io.millrace.runtime.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
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
    Object plain = new PickleInput(in, size).read();
    return Decoder.decode(plain, type);
  }

  /** What Python will call the value's type, such as {@code <class 'float'>}. */
  public static String pythonType(@Nullable Object value) {
    return "<class '" + PythonTypes.name(value) + "'>";
  }

  /** Reads a pickle as plain values, for {@link #decode}. */
  public static @Nullable Object readPlain(InputStream in, long size) throws IOException {
    return new PickleInput(in, size).read();
  }

  /** Turns a plain value, as {@link #readPlain} gives it, into one of {@code type}. */
  public static @Nullable Object decode(@Nullable Object plain, Type type) {
    return Decoder.decode(plain, type);
  }
}
