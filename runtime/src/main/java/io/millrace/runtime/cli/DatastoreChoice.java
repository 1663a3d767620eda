package io.millrace.runtime.cli;

import io.millrace.manifest.Suggestion;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.Setting;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.datastore.LocalRoot;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.storage.StorageProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which datastore a command uses, from its options and the configuration. */
final class DatastoreChoice {
  private static final String OPTION = "--datastore";
  private static final String ROOT = "--datastore-root";
  private static final String DEFAULT = "METAFLOW_DEFAULT_DATASTORE";

  /** The types that modules of ours add, with the module of each. */
  private static final Map<String, String> MODULES = Map.of("s3", "millrace-aws");

  private DatastoreChoice() {}

  /** The datastore of a command, opened. */
  static StorageDatastore open(Invocation invocation) {
    try {
      return of(invocation).open();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The datastore of a command. */
  static DatastoreLocation of(Invocation invocation) {
    Configuration configuration = invocation.configuration();
    Optional<Setting> configured = configuration.get(DEFAULT);
    String type =
        invocation
            .string(OPTION)
            .or(() -> configured.map(Setting::value))
            .orElse(DatastoreLocation.LOCAL);
    if (type.equals(DatastoreLocation.LOCAL)) {
      invocation.string(ROOT).filter(DatastoreChoice::isUrl).ifPresent(DatastoreChoice::refuse);
      return local(invocation);
    }
    String source =
        invocation.string(OPTION).isPresent()
            ? OPTION
            : configured.map(Setting::source).orElse(DEFAULT);
    return elsewhere(provider(type, source), configuration, invocation.string(ROOT));
  }

  /** The local root: the datastore itself, or beside one that is elsewhere. */
  static DatastoreLocation local(Invocation invocation) {
    Optional<String> root = invocation.string(ROOT).filter(path -> !isUrl(path));
    return LocalRoot.find(
        root,
        invocation.configuration().get("METAFLOW_DATASTORE_SYSROOT_LOCAL").map(Setting::value),
        invocation.surroundings().folder());
  }

  private static boolean isUrl(String root) {
    return root.matches("[a-z0-9]+://.*");
  }

  private static void refuse(String root) {
    throw new UsageException(
        "%s: '%s' is not a folder on this machine. Add %s %s."
            .formatted(ROOT, root, OPTION, root.substring(0, root.indexOf(':'))));
  }

  private static StorageProvider provider(String type, String source) {
    String module = MODULES.get(type);
    if (module == null) {
      List<String> known = List.of(DatastoreLocation.LOCAL, "s3");
      throw new UsageException(
          "%s: there is no datastore '%s'. %s"
              .formatted(
                  source,
                  type,
                  Suggestion.closest(type, known)
                      .map("Did you mean '%s'?"::formatted)
                      .orElse("Give local or s3.")));
    }
    return StorageProvider.find(type)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s: the datastore '%s' needs io.millrace:%s, which this jar does not have. Add that dependency."
                        .formatted(source, type, module)));
  }

  private static DatastoreLocation elsewhere(
      StorageProvider provider, Configuration configuration, Optional<String> option) {
    String type = provider.type();
    String upper = type.toUpperCase(Locale.ROOT);
    String sysroot = "METAFLOW_DATASTORE_SYSROOT_" + upper;
    Optional<Setting> configured = configuration.get(sysroot);
    String root =
        option
            .or(() -> configured.map(Setting::value))
            .map(url -> url.replaceFirst("/+$", ""))
            .orElseThrow(
                () ->
                    new UsageException(
                        "The location in %s where data is kept is not set. Set %s, or give %s, such as %s://bucket/metaflow."
                            .formatted(upper, sysroot, ROOT, type)));
    String source = option.isPresent() ? ROOT : configured.map(Setting::source).orElse(sysroot);
    String scheme = type + "://";
    if (!root.startsWith(scheme)) {
      throw new UsageException(
          "%s: '%s' is not a location in %s. Give one such as %sbucket/metaflow."
              .formatted(source, root, upper, scheme));
    }
    String datatools =
        configuration
            .get("METAFLOW_DATATOOLS_" + upper + "ROOT")
            .map(Setting::value)
            .orElse(root + "/data");
    if (!datatools.startsWith(scheme)) {
      throw new UsageException(
          "METAFLOW_DATATOOLS_%sROOT: '%s' is not a location in %s. Give one such as %sbucket/data."
              .formatted(upper, datatools, upper, scheme));
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : provider.settings()) {
      configuration.get(key).ifPresent(setting -> settings.put(key, setting.value()));
    }
    return new DatastoreLocation(type, root, datatools.substring(scheme.length()), settings);
  }
}
