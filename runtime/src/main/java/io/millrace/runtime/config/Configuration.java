package io.millrace.runtime.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is configured, by the names of Metaflow's variables.
 *
 * <p>A variable that is set, even to nothing, hides the files; nothing counts as not configured.
 */
public final class Configuration {
  private final Map<String, String> environment;
  private final List<ConfigurationFile> files;

  private Configuration(Map<String, String> environment, List<ConfigurationFile> files) {
    this.environment = environment;
    this.files = files;
  }

  /** A file, the more specific ones first in a configuration. */
  private record ConfigurationFile(Path path, Map<String, Object> values) {}

  /**
   * Reads the configuration of a process.
   *
   * @throws UsageException if a file is not a JSON object, with its line and column
   */
  public static Configuration load(Map<String, String> environment, Path folder) {
    List<ConfigurationFile> files = new ArrayList<>();
    project(folder).ifPresent(path -> files.add(read(path)));
    Path global = global(environment);
    if (Files.isRegularFile(global)) {
      files.add(read(global));
    } else if (!environment.getOrDefault("METAFLOW_PROFILE", "").isEmpty()) {
      throw new UsageException(
          "METAFLOW_PROFILE is '%s', and there is no %s. Make that file, or unset METAFLOW_PROFILE."
              .formatted(environment.get("METAFLOW_PROFILE"), global));
    }
    return new Configuration(environment, files);
  }

  /** The value of {@code key}, such as {@code METAFLOW_USER}. */
  public Optional<Setting> get(String key) {
    String variable = environment.get(key);
    if (variable != null) {
      return Optional.of(new Setting(variable, key)).filter(setting -> !setting.value().isEmpty());
    }
    for (ConfigurationFile file : files) {
      Object value = file.values.get(key);
      if (value != null) {
        return Optional.of(new Setting(text(value), key + " in " + file.path));
      }
    }
    return Optional.empty();
  }

  /** The value of {@code key}, or else of {@code fallback}; an empty variable ends the search. */
  public Optional<Setting> get(String key, String fallback) {
    Optional<Setting> first = get(key);
    return first.isPresent() || environment.containsKey(key) ? first : get(fallback);
  }

  private static Optional<Path> project(Path folder) {
    for (Path each = folder.toAbsolutePath(); each != null; each = each.getParent()) {
      Path metaflow = each.resolve(".metaflow");
      if (Files.isDirectory(metaflow)) {
        return Optional.of(metaflow.resolve("config.json")).filter(Files::isRegularFile);
      }
    }
    return Optional.empty();
  }

  private static Path global(Map<String, String> environment) {
    String home = environment.getOrDefault("METAFLOW_HOME", "");
    Path folder =
        home.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".metaflowconfig")
            : Path.of(home);
    String profile = environment.getOrDefault("METAFLOW_PROFILE", "");
    return folder.resolve(profile.isEmpty() ? "config.json" : "config_" + profile + ".json");
  }

  private static ConfigurationFile read(Path path) {
    try {
      String json = Files.readString(path);
      return new ConfigurationFile(path, json.isBlank() ? Map.of() : JSON.std.mapFrom(json));
    } catch (JacksonException e) {
      String place =
          e.getLocation() == null
              ? ""
              : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
      throw new UsageException(
          path + place + " is not a JSON object: " + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("") + ".");
    } catch (IOException e) {
      String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UsageException(path + " cannot be read as a JSON object: " + what + ".");
    }
  }

  private static String text(Object value) {
    if (value instanceof Map || value instanceof Collection) {
      try {
        return JSON.std.asString(value);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return value.toString();
  }
}
