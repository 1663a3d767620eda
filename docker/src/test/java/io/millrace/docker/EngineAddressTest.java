package io.millrace.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Docker's command line takes is taken; all else is refused in one line. */
class EngineAddressTest {
  @TempDir Path folder;

  private EngineAddress of(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_CONFIG", folder.toString());
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return EngineAddress.of(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///run/x.sock, unix:///run/x.sock",
    "127.0.0.1:2375, tcp://127.0.0.1:2375",
    "tcp://example.org, tcp://example.org:2375",
    "tcp://example.org:1/, tcp://example.org:1",
    "http://example.org:80, tcp://example.org:80",
    "tcp://[::1]:2375, tcp://[::1]:2375",
    "tcp://[::1], tcp://[::1]:2375",
    "tcp://:2375, tcp://localhost:2375",
    "tcp://, tcp://localhost:2375",
  })
  void takesWhatDockerTakes(String given, String used) {
    assertEquals(Optional.of(used), of("DOCKER_HOST", given).host());
    assertEquals(Optional.of(used), of("DOCKER_HOST", "  " + given + " ").host());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/run/x.sock | is a path. Write unix:///run/x.sock",
        "ssh://me@host | is reached by ssh, which is not supported",
        "npipe:////./pipe/docker_engine | is a pipe of Windows",
        "npipe: | is not the address of an engine",
        "fd:// | is not the address of an engine",
        "http://x y | is not the address of an engine",
        "tcp://h:99999999 | is not the address of an engine",
        "unix://relative | is not the address of an engine",
        "tcp://h/path | is not the address of an engine",
      })
  void refusesTheRestInOneLine(String given, String words) {
    UsageException refused = assertThrows(UsageException.class, () -> of("DOCKER_HOST", given));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void wantsTheCertificatesThatTlsNeeds() throws IOException {
    UsageException refused =
        assertThrows(
            UsageException.class, () -> of("DOCKER_HOST", "tcp://h", "DOCKER_TLS_VERIFY", "1"));
    assertTrue(String.valueOf(refused.getMessage()).contains("ca.pem"), refused::toString);
    for (String each : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.createFile(folder.resolve(each));
    }
    EngineAddress found = of("DOCKER_HOST", "tcp://h", "DOCKER_TLS_VERIFY", "1");
    assertEquals(Optional.of("tcp://h:2376"), found.host());
    assertEquals(Optional.of(folder), found.certificates());
  }

  @Test
  void aContextThatIsNotThereIsNotAnotherEngine() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"nope\"}");
    UsageException refused = assertThrows(UsageException.class, this::of);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("context 'nope' is not in"),
        refused::toString);
    assertEquals(Optional.of("unix:///x"), of("DOCKER_HOST", "unix:///x").host());
    assertTrue(of("DOCKER_CONTEXT", "default").context().isEmpty());
  }

  @Test
  void theFileOfAHomeThatIsNotOursDoesNotMatter() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(home.resolve(".docker"), "a file, in which there can be no other");
    assertEquals(
        Optional.of("unix:///x"),
        EngineAddress.of(Map.of("HOME", home.toString(), "DOCKER_HOST", "unix:///x")).host());
  }

  @ParameterizedTest
  @CsvSource({"'{broken'", "null", "'[]'", "''"})
  void aConfigurationFileThatCannotBeReadIsNamed(String text) throws IOException {
    Files.writeString(folder.resolve("config.json"), text);
    UsageException refused = assertThrows(UsageException.class, this::of);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("is not a JSON object"), refused::toString);
  }
}
