package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program says that should have given credentials is told; nobody asks as nobody. */
class CredentialPluginTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo "SSO session expired, run aws sso login" >&2; exit 255 | failed (exit code 255): SSO session expired, run aws sso login
          exit 3                                                      | failed (exit code 3)
          exit 0                                                      | gave none
          """)
  void itsFailureIsTold(String script, String words) throws IOException {
    ClusterException refused =
        assertThrows(
            ClusterException.class, () -> CredentialPlugin.requireCredentials(config(script)));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("The user 'u' of "), message);
    assertTrue(message.endsWith(words), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void whatItGivesIsTaken() throws IOException {
    Config config =
        config(
            "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t\"}}'");
    assertDoesNotThrow(() -> CredentialPlugin.requireCredentials(config));
  }

  @Test
  void aProgramThatIsNotThereIsTold() throws IOException {
    Config config = config("exit 0");
    Files.delete(folder.resolve("plugin"));
    ClusterException refused =
        assertThrows(ClusterException.class, () -> CredentialPlugin.requireCredentials(config));
    assertTrue(String.valueOf(refused.getMessage()).contains("cannot be started"));
  }

  private Config config(String script) throws IOException {
    Path plugin = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users:
            - name: u
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, interactiveMode: Never}
            """
                .formatted(plugin));
    return Config.fromKubeconfig(file.toFile());
  }
}
