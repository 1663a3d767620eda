package io.millrace.runtime.artifact;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle as plain values: null, Boolean, Long, BigInteger, Double, String, byte[], lists,
 * sets, maps, {@link Tuple}s, times.
 *
 * <p>A pickle is a program for a stack machine. This runs the part of it that builds data; what
 * would call something is looked up in {@link PythonGlobals}, and refused if it is not there.
 */
final class PickleInput {
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private final InputStream in;
  private final long size;
  private final byte[] buffer = new byte[1 << 13];
  private int at;
  private int end;

  /** How many bytes have come. */
  private long total;

  private final ArrayList<@Nullable Object> stack = new ArrayList<>();
  private final ArrayList<Integer> marks = new ArrayList<>();

  /** What is remembered under the numbers from 0. */
  private final ArrayList<@Nullable Object> memo = new ArrayList<>();

  /** What a pickle remembers under numbers of its own choice. */
  private final Map<Integer, @Nullable Object> farMemo = new LinkedHashMap<>();

  /** What several references lead to. */
  private final Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());

  private final KeyCheck keys = new KeyCheck();
  private int hidden;

  /**
   * @param in the pickle
   * @param size its length in bytes
   */
  PickleInput(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  /** By their identity, the values that were referred to again, once the pickle is read. */
  Set<Object> shared() {
    return shared;
  }

  @Nullable Object read() throws IOException {
    try {
      while (true) {
        int opcode = next();
        if (opcode == '.') {
          return pop();
        }
        if (!number(opcode) && !text(opcode) && !container(opcode) && !object(opcode)) {
          throw new ArtifactException(
              "its pickle has the opcode 0x%02x, which no protocol up to 5 uses here. It is damaged."
                  .formatted(opcode));
        }
      }
    } catch (EOFException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException
        | IllegalArgumentException
        | DateTimeException
        | ArithmeticException e) {
      throw new ArtifactException("its pickle is damaged: " + e.getMessage() + ".", e);
    } catch (StackOverflowError e) {
      throw new ArtifactException(
          "a set or a dict in it has a key that holds itself. Store it without the cycle.", e);
    }
  }

  private boolean number(int opcode) throws IOException {
    switch (opcode) {
      case 'N' -> push(null);
      case 0x88 -> push(Boolean.TRUE);
      case 0x89 -> push(Boolean.FALSE);
      case 'K' -> push((long) next());
      case 'M' -> push(little(2));
      case 'J' -> push((long) (int) little(4));
      case 0x8a -> push(whole(bytes(next())));
      case 0x8b -> push(whole(bytes(little(4))));
      case 'G' -> push(Double.longBitsToDouble(big8()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int opcode) throws IOException {
    switch (opcode) {
      case 0x8c -> push(Surrogates.decode(bytes(next())));
      case 'X' -> push(Surrogates.decode(bytes(little(4))));
      case 0x8d -> push(Surrogates.decode(bytes(little(8))));
      case 'C', 'U' -> push(bytes(next()));
      case 'B', 'T' -> push(bytes(little(4)));
      case 0x8e, 0x96 -> push(bytes(little(8)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int opcode) throws IOException {
    switch (opcode) {
      case ']' -> push(new PickledList());
      case '}' -> push(new LinkedHashMap<@Nullable Object, @Nullable Object>());
      case 0x8f -> push(new LinkedHashSet<@Nullable Object>());
      case ')' -> push(Tuple.of());
      case '(' -> marks.add(stack.size());
      case 't' -> push(new Tuple(popMarked()));
      case 'l' -> push(list(popMarked()));
      case 'd' -> push(fill(new LinkedHashMap<@Nullable Object, @Nullable Object>(), popMarked()));
      case 0x85, 0x86, 0x87 -> push(new Tuple(popMany(opcode - 0x84)));
      case 0x91 -> push(addAll(new LinkedHashSet<@Nullable Object>(), popMarked()));
      case 'a' -> append(popMany(1));
      case 'e' -> append(popMarked());
      case 's' -> fill(topMap(2), popMany(2));
      case 'u' -> {
        List<@Nullable Object> items = popMarked();
        fill(topMap(0), items);
      }
      case 0x90 -> {
        List<@Nullable Object> items = popMarked();
        addAll(topSet(), items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean object(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> next();
      case 0x95 -> little(8);
      case 0x94 -> remember(memo.size() + farMemo.size(), peek());
      case 'q' -> remember(next(), peek());
      case 'r' -> remember((int) little(4), peek());
      case 'h' -> pushAgain(remembered(next()));
      case 'j' -> pushAgain(remembered((int) little(4)));
      case '0' -> hide(pop());
      case '1' -> popMarked();
      case '2' -> pushAgain(peek());
      case 'c' -> push(PythonGlobals.find(line(), line()));
      case 0x93 -> {
        String name = (String) popValue();
        push(PythonGlobals.find((String) popValue(), name));
      }
      case 'R', 0x81 -> {
        Tuple arguments = (Tuple) popValue();
        push(((PythonGlobals.Global) popValue()).make(arguments, takeHidden()));
      }
      case 'b' -> {
        Object state = pop();
        push(PythonGlobals.build(pop(), state));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void hide(@Nullable Object popped) {
    hidden = popped instanceof Long number ? number.intValue() : 0;
  }

  private int takeHidden() {
    int taken = hidden;
    hidden = 0;
    return taken;
  }

  private static List<@Nullable Object> list(List<@Nullable Object> items) {
    PickledList list = new PickledList();
    list.addAll(items);
    return list;
  }

  @SuppressWarnings("unchecked") // lists on the stack are made here
  private void append(List<@Nullable Object> items) {
    ((List<@Nullable Object>) top()).addAll(items);
  }

  @SuppressWarnings("unchecked") // maps on the stack are made here
  private Map<@Nullable Object, @Nullable Object> topMap(int above) {
    return (Map<@Nullable Object, @Nullable Object>) stack.get(stack.size() - 1 - above);
  }

  @SuppressWarnings("unchecked") // sets on the stack are made here
  private Set<@Nullable Object> topSet() {
    return (Set<@Nullable Object>) top();
  }

  private Set<@Nullable Object> addAll(Set<@Nullable Object> set, List<@Nullable Object> items) {
    for (Object item : items) {
      keys.check(item);
      set.add(item);
    }
    return set;
  }

  private Map<@Nullable Object, @Nullable Object> fill(
      Map<@Nullable Object, @Nullable Object> map, List<@Nullable Object> items) {
    for (int i = 0; i < items.size(); i += 2) {
      keys.check(items.get(i));
      map.put(items.get(i), items.get(i + 1));
    }
    return map;
  }

  private void remember(int key, @Nullable Object value) {
    if (key == memo.size()) {
      memo.add(value);
    } else if (key >= 0 && key < memo.size()) {
      memo.set(key, value);
    } else {
      farMemo.put(key, value);
    }
  }

  private @Nullable Object remembered(int key) {
    if (key >= 0 && key < memo.size()) {
      return memo.get(key);
    } else if (!farMemo.containsKey(key)) {
      throw new IndexOutOfBoundsException("memo " + key + " is not set");
    }
    return farMemo.get(key);
  }

  private void push(@Nullable Object value) {
    stack.add(value);
  }

  private void pushAgain(@Nullable Object value) {
    if (value != null) {
      shared.add(value);
    }
    push(value);
  }

  private @Nullable Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private Object popValue() {
    Object value = top();
    pop();
    return value;
  }

  private @Nullable Object peek() {
    return stack.get(stack.size() - 1);
  }

  private Object top() {
    Object top = peek();
    if (top == null) {
      throw new ClassCastException("None where a value is needed");
    }
    return top;
  }

  private List<@Nullable Object> popMarked() {
    return popMany(stack.size() - marks.remove(marks.size() - 1));
  }

  private List<@Nullable Object> popMany(int count) {
    List<@Nullable Object> tail = stack.subList(stack.size() - count, stack.size());
    List<@Nullable Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private int next() throws IOException {
    if (at == end) {
      refill();
    }
    return buffer[at++] & 0xff;
  }

  private void refill() throws IOException {
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    at = 0;
    if (end == 0) {
      throw new EOFException("it ends too early");
    } else if (total >= size) {
      throw new ArtifactException(
          "its pickle is longer than the %d bytes that were stored. It is damaged."
              .formatted(size));
    }
    total += end;
    keys.read(end);
  }

  private long little(int count) throws IOException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= ((long) next()) << (8 * i);
    }
    return value;
  }

  private long big8() throws IOException {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | next();
    }
    return value;
  }

  private byte[] bytes(long count) throws IOException {
    if (count < 0 || count > LARGEST) {
      throw new ArtifactException(
          "it holds a text or bytes of " + count + " bytes; Java's limit is 2 GiB.");
    }
    // a false length must not ask for more memory than there are bytes
    if (count > size - (total - (end - at))) {
      throw new EOFException("it ends too early");
    }
    if (size == Long.MAX_VALUE && count > buffer.length) {
      return manyBytes((int) count);
    }
    byte[] bytes = new byte[(int) count];
    int buffered = (int) Math.min(count, end - at);
    System.arraycopy(buffer, at, bytes, 0, buffered);
    at += buffered;
    int rest = bytes.length - buffered;
    total += rest;
    if (in.readNBytes(bytes, buffered, rest) < rest) {
      throw new EOFException("it ends too early");
    }
    return bytes;
  }

  /** Where nobody knows the size of the pickle, memory is taken as bytes come. */
  private byte[] manyBytes(int count) throws IOException {
    int buffered = Math.min(count, end - at);
    InputStream start = new ByteArrayInputStream(buffer, at, buffered);
    byte[] bytes = new SequenceInputStream(start, in).readNBytes(count);
    at += buffered;
    if (bytes.length < count) {
      throw new EOFException("it ends too early");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c != '\n'; c = next()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static Object whole(byte[] little) {
    if (little.length == 0) {
      return 0L;
    }
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[little.length - 1 - i];
    }
    BigInteger value = new BigInteger(big);
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }
}
