package io.millrace.runtime.datastore;

import io.millrace.runtime.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The run of each flow that was started last on this machine, which Metaflow remembers in the local
 * root wherever the datastore is.
 */
public final class LatestRun {
  private final Storage local;

  public LatestRun(Storage local) {
    this.local = local;
  }

  /** The run that was started last. */
  public Optional<String> of(String flow) {
    String file = local.root() + "/" + key(flow);
    try {
      String run = new String(local.read(key(flow)), StandardCharsets.UTF_8).strip();
      if (run.isEmpty() || run.chars().anyMatch(c -> c == '/' || c < ' ')) {
        throw new UncheckedIOException(
            file + " does not name a run. Remove it, or name a run.", new IOException());
      }
      return Optional.of(run);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be read: " + e.getMessage() + ". Remove it, or name a run.", e);
    }
  }

  /** Remembers the run that was started last. */
  public void remember(String flow, String run) {
    local.write(key(flow), run.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String flow) {
    return flow + "/latest_run";
  }
}
