package io.millrace.runtime.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.runtime.locale.PlainLocale;
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
 * <p>A variable that is set, even to nothing, hides the files; nothing, or blanks alone, count as
 * not configured.
 */
public final class Configuration {
  private final Map<String, String> environment;
  private final List<ConfigurationFile> files;

  /** Takes what Python's takes: NaN, and a key given twice. */
  private static final JsonFactory JSON_FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final JSON READER = JSON.std.without(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS);

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
    if (isThere(global)) {
      files.add(read(global));
    } else if (!environment.getOrDefault("METAFLOW_PROFILE", "").isBlank()) {
      throw new UsageException(
          "METAFLOW_PROFILE is '%s', and there is no %s. Make that file, or unset METAFLOW_PROFILE."
              .formatted(environment.get("METAFLOW_PROFILE"), global));
    }
    return new Configuration(environment, files);
  }

  /** The value of {@code key}, such as {@code METAFLOW_USER}; a blank one counts as none. */
  public Optional<Setting> get(String key) {
    return all(key).stream().findFirst();
  }

  /** The value of {@code key}, or else of {@code fallback}; a blank one ends the search. */
  public Optional<Setting> get(String key, String fallback) {
    return all(key, fallback).stream().findFirst();
  }

  /**
   * Every value of {@code key}, the most specific first. One that is set to nothing hides those
   * behind it.
   */
  public List<Setting> all(String key) {
    List<Setting> settings = new ArrayList<>();
    for (Setting setting : found(key)) {
      if (setting.value().isBlank()) {
        break;
      }
      settings.add(setting);
    }
    return settings;
  }

  /** The value of {@code key} as a variable, where files have no say; a blank one is none. */
  public Optional<Setting> variable(String key) {
    return Optional.ofNullable(environment.get(key))
        .filter(value -> !value.isBlank())
        .map(value -> new Setting(value, key));
  }

  /** Every value of {@code key}, or where it is not even set to nothing, of {@code fallback}. */
  public List<Setting> all(String key, String fallback) {
    return found(key).isEmpty() ? all(fallback) : all(key);
  }

  private List<Setting> found(String key) {
    List<Setting> settings = new ArrayList<>();
    String variable = environment.get(key);
    if (variable != null) {
      settings.add(new Setting(variable, key));
    }
    for (ConfigurationFile file : files) {
      Object value = file.values.get(key);
      if (value != null) {
        requireText(key, value, file.path);
        settings.add(new Setting(text(value), key + " in " + file.path));
      }
    }
    return settings;
  }

  /** Images and registries are text, and a number would be taken for a name. */
  private static void requireText(String key, Object value, Path file) {
    boolean text = key.endsWith("_CONTAINER_IMAGE") || key.endsWith("_CONTAINER_REGISTRY");
    if (text && !(value instanceof String)) {
      throw new UsageException(
          "%s in %s is %s, which is not a text. Write it in quotes, as in \"%s\"."
              .formatted(
                  key,
                  file,
                  text(value),
                  key.endsWith("IMAGE") ? "acme/trainer:1.5" : "registry.acme.io"));
    }
  }

  /** A sentence for each key that nobody reads, but that looks like one that is read. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    environment.keySet().stream()
        .sorted()
        .filter(key -> key.startsWith("METAFLOW_") && !key.startsWith("METAFLOW_RUN_"))
        .forEach(key -> ConfigurationKeys.doubt(key).ifPresent(warnings::add));
    for (ConfigurationFile file : files) {
      file.values
          .keySet()
          .forEach(
              key ->
                  ConfigurationKeys.doubt(key)
                      .ifPresent(doubt -> warnings.add(file.path + ": " + doubt)));
    }
    return warnings;
  }

  private static Optional<Path> project(Path folder) {
    for (Path each = folder.toAbsolutePath(); each != null; each = each.getParent()) {
      Path metaflow = each.resolve(".metaflow");
      if (Files.isDirectory(metaflow)) {
        return Optional.of(metaflow.resolve("config.json")).filter(Configuration::isThere);
      }
    }
    return Optional.empty();
  }

  private static Path global(Map<String, String> environment) {
    String home = environment.getOrDefault("METAFLOW_HOME", "");
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    Path folder =
        home.isBlank()
            ? user.resolve(".metaflowconfig")
            : home.equals("~") || home.startsWith("~/")
                ? user.resolve(home.replaceFirst("^~/?", ""))
                : Path.of(home);
    String profile = environment.getOrDefault("METAFLOW_PROFILE", "");
    return folder.resolve(profile.isBlank() ? "config.json" : "config_" + profile + ".json");
  }

  /**
   * Whether there is something at {@code path}, which has to be a file then; where it cannot be
   * told, reading it says why.
   */
  private static boolean isThere(Path path) {
    return !Files.notExists(path);
  }

  private static String text(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new UsageException(path + " is a folder. Put a file in its place, or remove it.");
    }
    String text = Files.readString(path);
    PlainLocale.check(text);
    return text;
  }

  private static ConfigurationFile read(Path path) {
    try (JsonParser parser = JSON_FACTORY.createParser(text(path))) {
      JsonToken first = parser.nextToken();
      if (first != null && first != JsonToken.START_OBJECT) {
        throw new UsageException(
            "%s:%d:%d is not a JSON object: it is %s. Correct it, or remove it."
                .formatted(
                    path,
                    parser.currentTokenLocation().getLineNr(),
                    parser.currentTokenLocation().getColumnNr(),
                    kind(first)));
      }
      Map<String, Object> values = READER.mapFrom(parser);
      if (parser.nextToken() != null) {
        throw new UsageException(
            "%s:%d:%d is not a JSON object: there is more after it. Correct it, or remove it."
                .formatted(
                    path,
                    parser.currentTokenLocation().getLineNr(),
                    parser.currentTokenLocation().getColumnNr()));
      }
      return new ConfigurationFile(path, values);
    } catch (JacksonException e) {
      String place =
          e.getLocation() == null || e.getLocation().getLineNr() < 1
              ? ""
              : ":"
                  + e.getLocation().getLineNr()
                  + ":"
                  + Math.max(1, e.getLocation().getColumnNr());
      throw new UsageException(
          "%s%s is not a JSON object: the JSON is wrong there. Correct it, or remove it."
              .formatted(path, place));
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be read: %s. Make it readable, or remove it.".formatted(path, e));
    }
  }

  private static String kind(JsonToken first) {
    return switch (first) {
      case START_ARRAY -> "a list";
      case VALUE_NULL -> "null";
      case VALUE_STRING -> "a text";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      default -> "a number";
    };
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
