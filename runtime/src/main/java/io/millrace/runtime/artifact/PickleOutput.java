package io.millrace.runtime.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;

/** Writes the opcodes of a protocol 4 pickle, without frames, through a buffer. */
final class PickleOutput {
  static final int EMPTY_LIST = ']';
  static final int EMPTY_DICT = '}';
  static final int EMPTY_SET = 0x8f;
  static final int EMPTY_TUPLE = ')';
  static final int MARK = '(';
  static final int APPENDS = 'e';
  static final int SETITEMS = 'u';
  static final int ADDITEMS = 0x90;
  static final int TUPLE = 't';
  static final int REDUCE = 'R';
  static final int NEWOBJ = 0x81;
  static final int BUILD = 'b';
  static final int POP = '0';
  static final int NONE = 'N';

  private static final int BUFFER = 1 << 13;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int used;

  PickleOutput(OutputStream out) {
    this.out = out;
  }

  void start() throws IOException {
    op(0x80);
    op(4);
  }

  void stop() throws IOException {
    op('.');
    flush();
  }

  void op(int opcode) throws IOException {
    need(1);
    buffer[used++] = (byte) opcode;
  }

  void truth(boolean value) throws IOException {
    op(value ? 0x88 : 0x89);
  }

  void number(long value) throws IOException {
    need(10);
    if (value >= 0 && value < 256) {
      buffer[used++] = 'K';
      buffer[used++] = (byte) value;
    } else if (value >= 0 && value < 65536) {
      buffer[used++] = 'M';
      little(value, 2);
    } else if (value == (int) value) {
      buffer[used++] = 'J';
      little(value, 4);
    } else {
      number(BigInteger.valueOf(value));
    }
  }

  void number(BigInteger value) throws IOException {
    byte[] big = value.toByteArray();
    byte[] little = new byte[big.length];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    need(5);
    if (little.length < 256) {
      buffer[used++] = (byte) 0x8a;
      buffer[used++] = (byte) little.length;
    } else {
      buffer[used++] = (byte) 0x8b;
      little(little.length, 4);
    }
    bytes(little, 0, little.length);
  }

  void number(double value) throws IOException {
    need(9);
    buffer[used++] = 'G';
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (bits >>> shift);
    }
  }

  /** A string; a lone surrogate is written as Python's {@code surrogatepass} does. */
  void text(String value) throws IOException {
    byte[] utf8 = Surrogates.encode(value);
    need(9);
    if (utf8.length < 256) {
      buffer[used++] = (byte) 0x8c;
      buffer[used++] = (byte) utf8.length;
    } else {
      buffer[used++] = 'X';
      little(utf8.length, 4);
    }
    bytes(utf8, 0, utf8.length);
  }

  void binary(byte[] value) throws IOException {
    need(9);
    if (value.length < 256) {
      buffer[used++] = 'C';
      buffer[used++] = (byte) value.length;
    } else {
      buffer[used++] = 'B';
      little(value.length, 4);
    }
    bytes(value, 0, value.length);
  }

  void global(String module, String name) throws IOException {
    text(module);
    text(name);
    op(0x93);
  }

  /** Remembers the topmost value; its number is that of those remembered before. */
  void remember() throws IOException {
    op(0x94);
  }

  /** Puts what was remembered under {@code number} on the stack again. */
  void again(int number) throws IOException {
    need(5);
    if (number < 256) {
      buffer[used++] = 'h';
      buffer[used++] = (byte) number;
    } else {
      buffer[used++] = 'j';
      little(number, 4);
    }
  }

  /** Makes a tuple of the topmost {@code size} values, 1 to 3. */
  void tuple(int size) throws IOException {
    op(0x84 + size);
  }

  private void little(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      buffer[used++] = (byte) (value >>> (8 * i));
    }
  }

  private void bytes(byte[] value, int from, int count) throws IOException {
    if (count > BUFFER - used) {
      flush();
    }
    if (count > BUFFER) {
      out.write(value, from, count);
      return;
    }
    System.arraycopy(value, from, buffer, used, count);
    used += count;
  }

  private void need(int count) throws IOException {
    if (BUFFER - used < count) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
