package io.millrace.runtime.image;

import io.millrace.manifest.ImageReference;
import java.util.List;
import java.util.Optional;

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

  /**
   * The login that Docker's configuration or its helpers have for the registry of an image.
   *
   * @throws RegistryException if there should be one, and it cannot be had
   */
  Optional<Login> login(ImageReference image) throws RegistryException;

  /**
   * Who asks a registry.
   *
   * @param user the name
   * @param password its password or token, which is never printed
   * @param token whether that is an identity token, which a registry gave for a password
   */
  record Login(String user, String password, boolean token) {
    @Override
    public String toString() {
      return user;
    }
  }
}
