package io.millrace.registry;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.runtime.config.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files with logins that Docker and Podman keep, as far as they are there. */
final class DockerLogins {
  private DockerLogins() {}

  /**
   * Those of {@code files} that can be read.
   *
   * @throws UsageException if one is no JSON
   */
  static List<Path> of(List<Path> files) {
    List<Path> there = new ArrayList<>();
    for (Path file : files) {
      if (Files.isReadable(file)) {
        there.add(complete(file));
      }
    }
    return there;
  }

  /**
   * A file that has helpers alone is legal, but not for ORAS, which wants a list of logins: it gets
   * a copy with an empty one. There is no secret in such a file.
   */
  private static Path complete(Path file) {
    Map<String, Object> json;
    try {
      json = JSON.std.mapFrom(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UsageException(
          "%s, which has the logins of registries, cannot be read: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
    if (json.get("auths") != null) {
      return file;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("auths", Map.of());
    for (String helper : List.of("credHelpers", "credsStore")) {
      if (json.get(helper) != null) {
        copy.put(helper, json.get(helper));
      }
    }
    try {
      Path completed = Files.createTempFile("millrace-logins-", ".json");
      completed.toFile().deleteOnExit();
      return Files.write(completed, JSON.std.asBytes(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
