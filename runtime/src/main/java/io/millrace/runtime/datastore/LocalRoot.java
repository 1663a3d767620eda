package io.millrace.runtime.datastore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the folder of the local datastore, as Metaflow does. */
public final class LocalRoot {
  /** What the folder is called. */
  public static final String NAME = ".metaflow";

  private LocalRoot() {}

  /**
   * The local datastore to use.
   *
   * @param option what {@code --datastore-root} says: the folder itself
   * @param sysroot what {@code METAFLOW_DATASTORE_SYSROOT_LOCAL} says: the folder above it
   * @param folder the working directory; without the others, the nearest folder of that name at or
   *     above it, else one within it
   */
  public static DatastoreLocation find(
      Optional<String> option, Optional<String> sysroot, Path folder) {
    if (option.isPresent()) {
      return DatastoreLocation.at(folder.resolve(option.get()));
    } else if (sysroot.isPresent() && !sysroot.get().isEmpty()) {
      return DatastoreLocation.at(folder.resolve(sysroot.get()).resolve(NAME));
    }
    for (Path each = folder.toAbsolutePath(); each != null; each = each.getParent()) {
      if (Files.isDirectory(each.resolve(NAME))) {
        return DatastoreLocation.at(each.resolve(NAME));
      }
    }
    return DatastoreLocation.at(folder.resolve(NAME));
  }
}
