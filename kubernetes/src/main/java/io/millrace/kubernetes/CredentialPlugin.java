package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.millrace.runtime.storage.Temporary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The program that a user of the configuration file of {@code kubectl} gets credentials from. The
 * client passes over its failure, and would ask the cluster as nobody.
 */
final class CredentialPlugin {
  private static final int SECONDS = 30;
  private static final int MOST_LINES = 3;

  private CredentialPlugin() {}

  /**
   * Refuses a configuration whose user's program gave nothing.
   *
   * @throws ClusterException with what the program says
   */
  static void requireCredentials(Config config) throws ClusterException {
    boolean credentials =
        config.getOauthToken() != null
            || config.getAutoOAuthToken() != null
            || config.getOauthTokenProvider() != null
            || config.getClientCertData() != null
            || config.getClientCertFile() != null;
    Optional<NamedAuthInfo> user = credentials ? Optional.empty() : user(config);
    if (user.isPresent()) {
      ExecConfig exec = user.get().getUser().getExec();
      throw new ClusterException(
          "The user '%s' of %s has no credentials: %s"
              .formatted(user.get().getName(), config.getFile(), failure(exec)),
          false,
          new IllegalStateException(exec.getCommand()));
    }
  }

  /** The user of the current context, if a program gives its credentials. */
  private static Optional<NamedAuthInfo> user(Config config) {
    File file = config.getFile();
    if (file == null || config.getCurrentContext() == null) {
      return Optional.empty();
    }
    String name = config.getCurrentContext().getContext().getUser();
    return KubeConfigUtils.parseConfig(file).getUsers().stream()
        .filter(each -> each.getName().equals(name))
        .filter(each -> each.getUser() != null && each.getUser().getExec() != null)
        .findFirst();
  }

  private static String failure(ExecConfig exec) {
    List<String> command = new ArrayList<>(List.of(exec.getCommand()));
    command.addAll(exec.getArgs() == null ? List.of() : exec.getArgs());
    Path said = null;
    try {
      said = Temporary.file("plugin-");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(said.toFile());
      if (exec.getEnv() != null) {
        exec.getEnv().forEach(each -> builder.environment().put(each.getName(), each.getValue()));
      }
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "'%s' does not end within %d s".formatted(exec.getCommand(), SECONDS);
      }
      String words =
          Files.readString(said, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .limit(MOST_LINES)
              .map(String::strip)
              .collect(Collectors.joining(" "));
      return process.exitValue() == 0
          ? "'%s' gave none".formatted(exec.getCommand())
          : "'%s' failed (exit code %d)%s"
              .formatted(
                  exec.getCommand(), process.exitValue(), words.isEmpty() ? "" : ": " + words);
    } catch (IOException e) {
      return "'%s' cannot be started: %s".formatted(exec.getCommand(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "'%s' was interrupted".formatted(exec.getCommand());
    } finally {
      remove(said);
    }
  }

  private static void remove(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // a small file stays among the temporary ones
    }
  }
}
