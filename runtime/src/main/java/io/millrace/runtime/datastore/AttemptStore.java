package io.millrace.runtime.datastore;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt of a task leaves. */
public interface AttemptStore {
  /** Says that the attempt exists. */
  void launched();

  /** Says that the task has begun. */
  void begun();

  /**
   * Stores an artifact, by the time that {@link #finish} returns; stored content is not stored
   * again.
   *
   * @throws io.millrace.runtime.artifact.ArtifactException naming the artifact, if it cannot be
   *     stored
   */
  ArtifactRef save(String name, @Nullable Object value, Type type);

  /**
   * Loads an artifact as a {@code type}.
   *
   * @throws io.millrace.runtime.artifact.ArtifactException naming the artifact, if it cannot be
   *     read
   */
  @Nullable Object load(String name, ArtifactRef artifact, Type type);

  /** Artifacts, of this task or others, will soon be loaded one by one. */
  void readAhead(Collection<ArtifactRef> artifacts);

  /** Loads an artifact as the plain values that its pickle holds. */
  @Nullable Object loadPlain(String name, ArtifactRef artifact);

  /** Completes the attempt, with all its artifacts. */
  void finish(Map<String, ArtifactRef> artifacts);

  /** The artifacts; empty as long as the attempt is not complete. */
  Optional<Map<String, ArtifactRef>> artifacts();

  /** Says how the task's process ended. */
  void exited(int returnCode, boolean killed, boolean success);

  /** Stores a log whole, in Metaflow's format. */
  void log(LogStream stream, byte[] content);

  /**
   * Stores a log that the task's own process has gathered, in the place of what it stored before.
   */
  void taskLog(LogStream stream, byte[] content);

  /** What {@link #taskLog(LogStream, byte[])} has stored; nothing if it has not. */
  byte[] taskLog(LogStream stream);

  /** Keeps what the task would have told of itself, packed, for the machine of the scheduler. */
  void keepMetadata(byte[] archive);

  /** What {@link #keepMetadata} has kept. */
  Optional<byte[]> keptMetadata();

  /** A stored log; empty if there is none. */
  byte[] log(LogStream stream);

  /** The two streams of a task's output. */
  enum LogStream {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String word;

    LogStream(String word) {
      this.word = word;
    }

    /** As in file names. */
    public String word() {
      return word;
    }
  }
}
