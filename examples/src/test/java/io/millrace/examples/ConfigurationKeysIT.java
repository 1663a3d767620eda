package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that are known as Metaflow's are those that its source reads. */
class ConfigurationKeysIT {
  private static final Path KEYS =
      Path.of("..", "runtime/src/main/resources/io/millrace/runtime/config/keys.txt");

  @TempDir Path folder;

  @Test
  void areThoseOfItsSource() throws IOException {
    FlowProcess.Result found = FlowProcess.python(folder, "configuration_keys.py");
    assertEquals(0, found.code(), found::toString);
    assertEquals(Files.readString(KEYS).strip(), found.out().strip());
  }
}
