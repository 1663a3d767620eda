package io.millrace.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Metaflow's chain: environment, project file, global file of the profile. */
final class ConfigurationTest {
  private static final String KEY = "METAFLOW_KEY";

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  private Configuration load() {
    environment.putIfAbsent("METAFLOW_HOME", folder.resolve("home").toString());
    return Configuration.load(environment, folder.resolve("work/deep"));
  }

  private Path write(String file, String json) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    return Files.writeString(path, json);
  }

  private static String json(String value) {
    return "{\"" + KEY + "\": \"" + value + "\"}";
  }

  @Test
  void nothingIsConfiguredWhereNothingIs() {
    assertEquals(Optional.empty(), load().get(KEY));
  }

  @Test
  void environmentBeforeProjectBeforeGlobal() throws IOException {
    Path global = write("home/config.json", json("global"));
    Path project = write("work/.metaflow/config.json", json("project"));
    environment.put(KEY, "variable");
    assertEquals(
        List.of(
            new Setting("variable", KEY),
            new Setting("project", KEY + " in " + project),
            new Setting("global", KEY + " in " + global)),
        load().all(KEY));
    assertEquals(Optional.of(new Setting("variable", KEY)), load().get(KEY));
  }

  @Test
  void theNearestMetaflowFolderIsTheProject() throws IOException {
    write("work/.metaflow/config.json", json("outer"));
    Files.createDirectories(folder.resolve("work/deep/.metaflow"));
    assertEquals(Optional.empty(), load().get(KEY));
  }

  @Test
  void anEmptyVariableHidesTheFiles() throws IOException {
    write("home/config.json", json("global"));
    environment.put(KEY, "");
    assertEquals(Optional.empty(), load().get(KEY));
    assertEquals(Optional.empty(), load().get(KEY, "METAFLOW_OTHER"));
  }

  @Test
  void anEmptyValueOfAFileHidesTheNext() throws IOException {
    write("home/config.json", json("global"));
    write("work/.metaflow/config.json", json(""));
    assertEquals(Optional.empty(), load().get(KEY));
  }

  @Test
  void theFallbackIsAskedWhereTheKeyIsNowhere() throws IOException {
    write("home/config.json", json("global"));
    environment.put("METAFLOW_FALLBACK", "f");
    assertEquals("f", load().get("METAFLOW_OTHER", "METAFLOW_FALLBACK").orElseThrow().value());
    assertEquals("global", load().get(KEY, "METAFLOW_FALLBACK").orElseThrow().value());
  }

  @Test
  void theProfileHasAFileOfItsOwn() throws IOException {
    write("home/config.json", json("default"));
    write("home/config_dev.json", json("dev"));
    environment.put("METAFLOW_PROFILE", "dev");
    assertEquals("dev", load().get(KEY).orElseThrow().value());
  }

  @Test
  void aProfileWithoutFileIsAMistake() {
    environment.put("METAFLOW_PROFILE", "dev");
    UsageException error = assertThrows(UsageException.class, this::load);
    assertEquals(
        "METAFLOW_PROFILE is 'dev', and there is no %s. Make that file, or unset METAFLOW_PROFILE."
            .formatted(folder.resolve("home/config_dev.json")),
        error.getMessage());
  }

  @Test
  void theHomeFolderHasTheGlobalFile() throws IOException {
    write("me/.metaflowconfig/config.json", json("mine"));
    write("me/conf/config.json", json("other"));
    environment.put("HOME", folder.resolve("me").toString());
    environment.put("METAFLOW_HOME", "");
    assertEquals("mine", load().get(KEY).orElseThrow().value());
    environment.put("METAFLOW_HOME", "~/conf");
    assertEquals("other", load().get(KEY).orElseThrow().value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1, 2]|[1,2]", "{\"a\": \"b\"}|{\"a\":\"b\"}", "4|4", "true|true", "\"text\"|text"})
  void valuesOfFilesAreTextOrJson(String json, String text) throws IOException {
    write("home/config.json", "{\"" + KEY + "\": " + json + "}");
    assertEquals(text, load().get(KEY).orElseThrow().value());
  }

  static List<Arguments> brokenFiles() {
    return List.of(
        arguments("{\"a\": 1,}", ":1:9"),
        arguments("{\n  \"a\" 1}", ":2:7"),
        arguments("[1]", ":1:1"),
        arguments("{} {}", ":1:4"),
        arguments("{} x", ":1:4"),
        arguments("'", ":1:1"),
        arguments("", ":1:1"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsNamedWithLineAndColumn(String json, String place) throws IOException {
    Path file = write("home/config.json", json);
    String message = String.valueOf(assertThrows(UsageException.class, this::load).getMessage());
    assertTrue(message.startsWith(file + place + " is not a JSON object: "), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void anImageIsText() throws IOException {
    Path file = write("home/config.json", "{\"METAFLOW_DEFAULT_CONTAINER_IMAGE\": 3.12}");
    Configuration configuration = load();
    UsageException error =
        assertThrows(
            UsageException.class, () -> configuration.get("METAFLOW_DEFAULT_CONTAINER_IMAGE"));
    assertEquals(
        "METAFLOW_DEFAULT_CONTAINER_IMAGE in "
            + file
            + " is 3.12, which is not a text. Write it in quotes, as in \"acme/trainer:1.5\".",
        error.getMessage());
  }

  @Test
  void aKeyThatNobodyReadsIsDoubtedIfItLooksLikeOneThatIsRead() throws IOException {
    Path file =
        write(
            "home/config.json",
            "{\"METAFLOW_KUBERNETES_IMAGE\": \"a\", \"ACME\": 1, \"METAFLOW_USER\": \"me\"}");
    environment.put("METAFLOW_PROFIL", "x");
    environment.put("METAFLOW_RUN_ALPHA", "1");
    assertEquals(
        List.of(
            "'METAFLOW_PROFIL' is not a known configuration key. Did you mean 'METAFLOW_PROFILE'?",
            file
                + ": 'METAFLOW_KUBERNETES_IMAGE' is not a known configuration key. Did you mean 'METAFLOW_KUBERNETES_CONTAINER_IMAGE'?"),
        load().warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null      | is not a JSON object: it is null.",
        "[1]       | is not a JSON object: it is a list.",
        "'\"x\"' | is not a JSON object: it is a text.",
        "1         | is not a JSON object: it is a number.",
        "true      | is not a JSON object: it is a truth value.",
        "{'a':     | is not a JSON object: the JSON is wrong there.",
        "''        | is not a JSON object: the JSON is wrong there.",
      })
  void aFileThatIsNotAnObjectIsToldInPlainWords(String json, String told) throws IOException {
    Path file = write("work/.metaflow/config.json", json.replace('\'', '"'));

    String message = String.valueOf(assertThrows(UsageException.class, this::load).getMessage());

    assertTrue(message.startsWith(file.toString()) && message.contains(told), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aFolderInThePlaceOfAFileIsTold() throws IOException {
    Path place = folder.resolve("home/config.json");
    Files.createDirectories(place);

    UsageException error = assertThrows(UsageException.class, this::load);

    assertEquals(
        place + " is a folder. Put a file in its place, or remove it.", error.getMessage());
  }

  @Test
  void whatPythonsJsonTakesIsTaken() throws IOException {
    write("work/.metaflow/config.json", "{\"A\": NaN, \"B\": 1, \"B\": 2, \"C\": null}");

    Configuration configuration = load();

    assertEquals("2", configuration.get("B").orElseThrow().value());
    assertEquals(Optional.empty(), configuration.get("C"));
  }
}
