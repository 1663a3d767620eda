package io.millrace.runtime.config;

import java.util.Optional;

/** Settings that ask for parts of Metaflow that Millrace does not have yet. */
public final class UnsupportedSettings {
  private static final String METADATA = "METAFLOW_DEFAULT_METADATA";
  private static final String SERVICE = "METAFLOW_SERVICE_URL";
  private static final String ENVIRONMENT = "METAFLOW_DEFAULT_ENVIRONMENT";
  private static final String LOCAL = "local";

  private UnsupportedSettings() {}

  /**
   * Refuses what a run could not keep to.
   *
   * @throws UsageException naming the first such setting and where it stands
   */
  public static void refuse(Configuration configuration) {
    Optional<Setting> metadata = configuration.get(METADATA);
    metadata
        .filter(setting -> !setting.value().strip().equals(LOCAL))
        .ifPresent(
            setting ->
                refuse(
                    setting, "keeps the metadata of runs in the local datastore alone", METADATA));
    if (metadata.isEmpty()) {
      configuration
          .get(SERVICE)
          .ifPresent(setting -> refuse(setting, "cannot use a metadata service yet", METADATA));
    }
    configuration
        .get(ENVIRONMENT)
        .filter(setting -> !setting.value().strip().equals(LOCAL))
        .ifPresent(
            setting ->
                refuse(setting, "cannot make environments of Python packages yet", ENVIRONMENT));
  }

  private static void refuse(Setting setting, String what, String key) {
    throw new UsageException(
        "%s is '%s', and Millrace %s. Set %s to local."
            .formatted(setting.source(), setting.value(), what, key));
  }
}
