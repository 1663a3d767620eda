package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker's reference grammar, by tables. */
final class ImageReferenceTest {
  static List<List<String>> good() {
    return Table.read("image-references.csv");
  }

  static List<List<String>> bad() {
    return Table.read("bad-image-references.csv");
  }

  @ParameterizedTest
  @MethodSource("good")
  void parsesAndPrints(List<String> row) throws InvalidImageException {
    ImageReference image = ImageReference.parse(row.get(0));
    assertEquals(
        row.subList(1, 5),
        List.of(
            image.domain().orElse(""),
            image.path(),
            image.tag().orElse(""),
            image.digest().orElse("")));
    assertEquals(row.get(0), image.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "index.docker.io/acme/x:1, docker.io/acme/x:1",
    "hub.docker.com/r/acme/x, docker.io/acme/x",
    "hub.docker.com/ubuntu:latest, docker.io/ubuntu:latest",
    "docker.io/acme/x, docker.io/acme/x",
    "acme/x:1, acme/x:1",
    "registry.acme.io/r/x, registry.acme.io/r/x"
  })
  void hasANameThatEveryEngineKnows(String given, String name) throws InvalidImageException {
    assertEquals(name, ImageReference.parse(given).canonical().toString());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesAndSaysWhy(List<String> row) {
    InvalidImageException error =
        assertThrows(InvalidImageException.class, () -> ImageReference.parse(row.get(0)));
    assertEquals(row.get(0), error.text());
    assertEquals(
        "'%s' is not a valid image reference: %s".formatted(row.get(0), row.get(1)),
        error.getMessage());
  }

  static List<String> tooLong() {
    return List.of(
        "a.".repeat(20_000) + "b__c/d",
        "a.".repeat(20_000) + "b/c__",
        "a-".repeat(20_000) + "b/c",
        "a/".repeat(20_000) + "b",
        "b:" + "1".repeat(20_000),
        "b@" + "sha256+".repeat(20_000) + "sha256:" + "a".repeat(64));
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void whatIsTooLongIsRefusedInAShortLine(String text) {
    InvalidImageException error =
        assertThrows(InvalidImageException.class, () -> ImageReference.parse(text));
    assertTrue(String.valueOf(error.getMessage()).length() < 1000, error::getMessage);
  }

  @Test
  void aHostMayHaveManyLabels() throws InvalidImageException {
    String host = "a.".repeat(20_000) + "b:5000";
    assertEquals(host, ImageReference.parse(host + "/c").domain().orElseThrow());
  }

  @Test
  void refusesNothingAtAll() {
    assertThrows(InvalidImageException.class, () -> ImageReference.parse(""));
  }

  @Test
  void anUpperCaseFirstPartIsNoImageOfADecorator() {
    Attribute image = DecoratorKind.KUBERNETES.attribute("image").orElseThrow();
    assertEquals(
        "[Problem[tag=BadImage, entry=-1, message='Acme/trainer:1' is not a valid image reference:"
            + " a repository is in lower case. Write 'acme/trainer:1'.]]",
        image.check("Acme/trainer:1").toString());
    assertTrue(
        image.check("Acme/trainer:1.4-RC1").toString().contains("Write 'acme/trainer:1.4-RC1'."));
    assertTrue(image.check("acme/trainer:1").isEmpty());
    assertEquals(Optional.empty(), image.rule().judge(""));
  }
}
