package io.millrace.runtime.metadata;

import io.millrace.manifest.Release;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who runs a flow, and how the run is tagged.
 *
 * @param user the user's name
 * @param tags the user's tags
 * @param systemTags Metaflow's own
 */
public record RunTags(String user, Set<String> tags, Set<String> systemTags) {
  /** The version of Metaflow whose formats are written. */
  public static final String METAFLOW = "2.19.39";

  /** The user that nobody should be, and that most containers have. */
  public static final String ROOT = "root";

  /** What Metaflow's tools take for its version; it must begin like one. */
  public static String version() {
    return METAFLOW + "+millrace" + Release.version();
  }

  /** The tags of a run that {@code user} starts. */
  public static RunTags of(String user, Set<String> tags, Map<String, String> environment) {
    Set<String> system = new LinkedHashSet<>();
    system.add("metaflow_version:" + version());
    system.add("runtime:" + environment.getOrDefault("METAFLOW_RUNTIME_NAME", "dev"));
    system.add("java_version:" + System.getProperty("java.version"));
    system.add("user:" + user);
    return new RunTags(user, new LinkedHashSet<>(tags), system);
  }

  /**
   * The user that the environment names, as Metaflow finds it. Where that is nobody or {@code
   * root}, which Metaflow refuses, it is the process's own, which may be {@code root}, as in a
   * container.
   *
   * @return empty if the process's user has no name either
   */
  public static Optional<String> user(Map<String, String> environment) {
    for (String variable : List.of("METAFLOW_USER", "SUDO_USER", "USERNAME", "USER")) {
      String user = environment.getOrDefault(variable, "");
      if (!user.isBlank() && !user.equals(ROOT)) {
        return Optional.of(user);
      }
    }
    return Optional.of(System.getProperty("user.name", ""))
        .filter(name -> !name.isBlank() && !name.equals("?"));
  }

  /** What is registered about every task at its creation, and again when it begins. */
  public List<Metadatum> systemMetadata(int attempt, String script) {
    List<Metadatum> metadata = new ArrayList<>();
    for (String tag : systemTags) {
      int colon = tag.indexOf(':');
      metadata.add(Metadatum.of(tag.substring(0, colon), tag.substring(colon + 1), attempt));
    }
    metadata.add(Metadatum.of("script-name", script, attempt));
    return metadata;
  }
}
