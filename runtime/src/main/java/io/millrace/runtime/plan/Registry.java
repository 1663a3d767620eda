package io.millrace.runtime.plan;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.config.Setting;
import io.millrace.runtime.config.UsageException;

/** Puts the configured registry before an image that names none. */
final class Registry {
  private final Setting setting;

  Registry(Setting setting) {
    this.setting = setting;
  }

  /** The image as the container runtime will get it. */
  Effective before(Effective image) {
    String name = String.valueOf(image.value());
    if (namesRegistry(name)) {
      return image;
    }
    String full = setting.value() + "/" + name;
    try {
      return image.on(
          new Effective.Said(setting.value(), setting.source()),
          ImageReference.parse(full).toString());
    } catch (InvalidImageException e) {
      throw new UsageException(
          "%s is '%s', but %s".formatted(setting.source(), setting.value(), e.getMessage()));
    }
  }

  /**
   * Docker takes the first part for a registry when it has a dot or a colon or is {@code
   * localhost}. Metaflow also leaves an image alone that has one of the two before any later slash.
   */
  private static boolean namesRegistry(String image) {
    int slash = image.lastIndexOf('/');
    String before = slash < 0 ? "" : image.substring(0, slash);
    return before.equals("localhost")
        || before.startsWith("localhost/")
        || before.contains(".")
        || before.contains(":");
  }
}
