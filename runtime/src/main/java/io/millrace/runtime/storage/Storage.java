package io.millrace.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps bytes under keys, which are names between slashes. What is written can be read whole or not
 * at all, whatever dies meanwhile.
 */
public interface Storage {
  /** Metaflow's word for its kind, such as {@code local}. */
  String type();

  /** Where it is, as Metaflow's {@code ds-root} names it. */
  String root();

  /**
   * Reads what is under {@code key}.
   *
   * @throws java.nio.file.NoSuchFileException if that is nothing
   */
  InputStream open(String key) throws IOException;

  /** Whether there is something under {@code key}. */
  boolean exists(String key);

  /** Puts {@code content} under {@code key}, instead of what is there. */
  void write(String key, byte[] content);

  /**
   * Puts {@code content} with {@code attributes}, a line of ASCII text that says how to read it,
   * under a {@code key} that is written once.
   */
  void write(String key, byte[] content, String attributes);

  /**
   * Reads what is under {@code key}, with its attributes.
   *
   * @throws java.nio.file.NoSuchFileException if that is nothing
   */
  Attributed openAttributed(String key) throws IOException;

  /** Takes in content whose key is known only when it is complete. */
  Upload upload() throws IOException;

  /** The names directly below {@code folder}, in order; those that are folders end in a slash. */
  List<String> list(String folder);

  /**
   * Does something that no other process does at the same time under the same {@code key}, where
   * this storage can see to that: one that is far does not.
   */
  default <T> T exclusively(String key, Supplier<T> action) {
    return action.get();
  }

  /**
   * Takes {@code folder} for the caller: of several that ask for it at the same time, one gets it.
   *
   * @return false if there is something in it, or another one has it
   */
  default boolean claim(String folder) {
    return !exists(folder);
  }

  /** Removes what processes that were killed have left of content on its way. */
  default void sweep() {}

  /**
   * Finds out whether something could be written.
   *
   * @throws IOException if not, whose message goes on after the root, as {@code is not writable},
   *     with what to do
   */
  void check() throws IOException;

  /**
   * An address by which anybody who knows it can read what is under {@code key}; it is a secret.
   *
   * @param validity how long at least, unless what signs it ends earlier
   * @return empty if there is none for this kind of storage
   */
  default Optional<URI> link(String key, Duration validity) {
    return Optional.empty();
  }

  /** Whether a request takes long enough that it is worth while to make several at once. */
  default boolean isFar() {
    return false;
  }

  /** Makes room for keys below {@code folder}, where that saves time. */
  default void prepare(String folder) {}

  /** All of what is under {@code key}, as {@link #open}. */
  default byte[] read(String key) throws IOException {
    try (InputStream in = open(key)) {
      return in.readAllBytes();
    }
  }

  /** Content on its way; one that is closed without a {@link #commit} was never there. */
  abstract class Upload extends OutputStream {
    /**
     * Puts what was written under {@code key}, as {@link Storage#write(String, byte[], String)}.
     */
    public abstract void commit(String key, String attributes) throws IOException;
  }

  /**
   * Content with what says how to read it.
   *
   * @param attributes empty if it was written without any
   */
  record Attributed(InputStream content, String attributes) {}
}
