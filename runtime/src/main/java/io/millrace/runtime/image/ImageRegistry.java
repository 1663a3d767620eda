package io.millrace.runtime.image;

import io.millrace.manifest.ImageReference;
import java.util.List;

/** Asks registries, with the credentials that Docker's configuration has for them. */
public interface ImageRegistry {

  /**
   * Asks the registry of {@code image} for it.
   *
   * @param platform such as {@code linux/amd64}
   * @param http whether a registry may be asked without TLS; those on this machine always may
   * @throws RegistryException if the image cannot be pulled for the platform, or it is not known
   *     whether it can
   */
  ImageFacts find(ImageReference image, String platform, boolean http) throws RegistryException;

  /**
   * The tags of a repository.
   *
   * @throws RegistryException if they are not told
   */
  List<String> tags(ImageReference image, boolean http) throws RegistryException;
}
