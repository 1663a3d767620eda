package io.millrace.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.manifest.ImageReference;
import io.millrace.registry.DockerLogins.Found;
import io.millrace.runtime.image.ImageRegistry.Login;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the logins of registries are, as Docker and Podman write them down. */
class DockerLoginsTest {
  @TempDir private Path folder;

  private Found find(String image) throws Exception {
    return find(image, Duration.ofSeconds(20));
  }

  private Found find(String image, Duration patience) throws Exception {
    List<Path> files = List.of(folder.resolve("config.json"), folder.resolve("auth.json"));
    String path = folder + ":" + System.getenv("PATH");
    return new DockerLogins(files, new CredentialHelper(path, patience))
        .of(ImageReference.parse(image));
  }

  private void configuration(String json) throws Exception {
    Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
  }

  private void helper(String name, String body) throws Exception {
    Path program =
        Files.writeString(folder.resolve("docker-credential-" + name), "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(program, Set.of(PosixFilePermission.values()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Found login(String user, String password) {
    return new Found(Optional.of(new Login(user, password, false)), "");
  }

  private static Found nothing(String problem) {
    return new Found(Optional.empty(), problem);
  }

  @ParameterizedTest
  @CsvSource({
    "https://index.docker.io/v1/, python:3.11",
    "docker.io, acme/trainer",
    "index.docker.io, docker.io/library/python",
    "registry.acme.io:5000, registry.acme.io:5000/a/b:1",
    "https://registry.acme.io, registry.acme.io/a",
    "https://registry.acme.io/v2/, registry.acme.io/a",
    "quay.io/acme, quay.io/acme/trainer",
    "localhost, localhost/a",
  })
  void aKeyMayBeWrittenInManyWays(String key, String image) throws Exception {
    configuration("{'auths': {'%s': {'auth': '%s'}}}".formatted(key, base64("me:secret")));
    assertEquals(login("me", "secret"), find(image));
    assertEquals(nothing(""), find("elsewhere.io/acme/trainer"));
  }

  @Test
  void theNarrowestKeyHolds() throws Exception {
    configuration(
        "{'auths': {'quay.io': {'auth': '%s'}, 'quay.io/acme': {'auth': '%s'}}}"
            .formatted(base64("all:1"), base64("acme:2")));
    assertEquals(login("acme", "2"), find("quay.io/acme/trainer"));
    assertEquals(login("all", "1"), find("quay.io/acmex/trainer"));
  }

  @Test
  void aPasswordMayHaveColonsAndATokenStandForOne() throws Exception {
    configuration(
        "{'auths': {'a.io': {'auth': '%s'}, 'b.io': {'username': 'me', 'password': 'x'}, 'c.io': {'auth': '%s', 'identitytoken': 'token'}, 'd.io': {'auth': '???'}, 'e.io': {}}}"
            .formatted(base64("me:se:cr:et"), base64("user:")));
    assertEquals(login("me", "se:cr:et"), find("a.io/x"));
    assertEquals(login("me", "x"), find("b.io/x"));
    assertEquals(new Found(Optional.of(new Login("user", "token", true)), ""), find("c.io/x"));
    assertEquals(nothing("the login in its file is not valid base64"), find("d.io/x"));
    assertEquals(nothing(""), find("e.io/x"));
  }

  @Test
  void helpersAreAskedByTheRegistrysName() throws Exception {
    configuration("{'credHelpers': {'a.io': 'one'}, 'credsStore': 'all'}");
    helper(
        "one",
        "read server; echo \"{\\\"Username\\\": \\\"one\\\", \\\"Secret\\\": \\\"$server\\\"}\"");
    helper(
        "all",
        "read server; echo \"{\\\"Username\\\": \\\"all\\\", \\\"Secret\\\": \\\"$server\\\"}\"");
    assertEquals(login("one", "a.io"), find("a.io/x"));
    assertEquals(login("all", "b.io:5000"), find("b.io:5000/x"));
    assertEquals(login("all", "https://index.docker.io/v1/"), find("python"));
  }

  @Test
  void aHelperMayHaveATokenOrNothing() throws Exception {
    configuration(
        "{'credsStore': 'all', 'auths': {'b.io': {'auth': '%s'}}}".formatted(base64("b:1")));
    helper("all", "echo '{\"Username\": \"<token>\", \"Secret\": \"t\"}'");
    assertEquals(new Found(Optional.of(new Login("", "t", true)), ""), find("a.io/x"));
    helper("all", "echo credentials not found in native keychain; exit 1");
    assertEquals(nothing(""), find("a.io/x"));
    assertEquals(login("b", "1"), find("b.io/x"));
  }

  @Test
  void aHelperThatFailsIsTold() throws Exception {
    configuration("{'credsStore': 'it'}");
    assertEquals(
        nothing("the credential helper docker-credential-it is not on the PATH"), find("a.io/x"));
    helper("it", "echo the keyring is locked; exit 1");
    assertEquals(
        nothing("the credential helper docker-credential-it fails: the keyring is locked"),
        find("a.io/x"));
    helper("it", "echo secret-that-is-no-json");
    assertEquals(
        nothing("the credential helper docker-credential-it does not answer with JSON"),
        find("a.io/x"));
    helper("it", "sleep 600");
    assertEquals(
        nothing("the credential helper docker-credential-it has not answered within 1 s"),
        find("a.io/x", Duration.ofSeconds(1)));
    configuration("{'credsStore': '../it'}");
    assertEquals(
        nothing("the credential helper docker-credential-../it is not on the PATH"),
        find("a.io/x"));
  }

  @Test
  void podmansFileIsReadToo() throws Exception {
    Files.writeString(
        folder.resolve("auth.json"),
        "{\"auths\": {\"a.io\": {\"auth\": \"%s\"}}}".formatted(base64("me:1")));
    assertEquals(login("me", "1"), find("a.io/x"));
  }
}
