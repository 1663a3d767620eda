package io.millrace.runtime.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a module offers that keeps bytes elsewhere than in files; found by {@link ServiceLoader}.
 */
public interface StorageProvider {
  /** Metaflow's word for its kind, such as {@code s3}. */
  String type();

  /** The configuration keys that it wants to know; none of them is of a secret. */
  List<String> settings();

  /**
   * Opens a storage.
   *
   * @param root such as {@code s3://bucket/folder}; of {@code s3://} the keys begin with the bucket
   * @param settings values by configuration key, of those that are configured
   * @throws IllegalArgumentException if the root or a setting is none, in words
   */
  Storage open(String root, Map<String, String> settings);

  /** The provider for {@code type}, if its module is on the class path. */
  static Optional<StorageProvider> find(String type) {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.type().equals(type))
        .findFirst();
  }
}
