package io.millrace.runtime.datastore;

import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.StorageProvider;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a datastore is: what another process needs to open it.
 *
 * @param type {@code local}, or that of a {@link StorageProvider}
 * @param root as Metaflow's {@code ds-root} names it
 * @param datatools the folder of included files: all that follows {@code type://} in their URLs
 * @param settings of the provider
 */
public record DatastoreLocation(
    String type, String root, String datatools, Map<String, String> settings) {
  /** The type of a folder on this machine. */
  public static final String LOCAL = "local";

  public DatastoreLocation {
    settings = Map.copyOf(settings);
  }

  /** That of the folder {@code root}, with included files in {@code data} beside it. */
  static DatastoreLocation at(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    return new DatastoreLocation(
        LOCAL, absolute.toString(), absolute.resolveSibling("data").toString(), Map.of());
  }

  /** Opens the datastore. */
  public StorageDatastore open() {
    return new StorageDatastore(this, storage(root), files());
  }

  /** The included files of this datastore and others; their keys begin as {@link #datatools}. */
  public Storage files() {
    return storage(type.equals(LOCAL) ? "/" : type + "://");
  }

  private Storage storage(String of) {
    return type.equals(LOCAL)
        ? new LocalStorage(Path.of(of))
        : StorageProvider.find(type)
            .orElseThrow(
                () -> new IllegalStateException("No module opens a datastore of type " + type))
            .open(of, settings);
  }
}
