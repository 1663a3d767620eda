package io.millrace.registry;

import io.millrace.manifest.JsonObject;
import io.millrace.registry.DockerLogins.Found;
import io.millrace.runtime.image.ImageRegistry.Login;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs that keep logins, by Docker's protocol: {@code docker-credential-NAME get} reads a
 * registry's name and writes JSON.
 */
final class CredentialHelper {
  /** What they all say where they have none, and end with an error. */
  private static final String NONE = "credentials not found in native keychain";

  private static final String TOKEN_USER = "<token>";

  private final String path;
  private final Duration patience;

  /**
   * @param path the folders with programs, as in {@code PATH}
   * @param patience how long one may take
   */
  CredentialHelper(String path, Duration patience) {
    this.path = path;
    this.patience = patience;
  }

  /** What the helper has for a registry. */
  Found get(String name, String server) {
    String program = "docker-credential-" + name;
    Optional<Path> found = find(program);
    if (found.isEmpty()) {
      return failed(program, "is not on the PATH");
    }
    try {
      return ask(found.get(), program, server);
    } catch (IOException e) {
      return failed(program, "cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(program, "was interrupted");
    }
  }

  private Optional<Path> find(String program) {
    if (!program.matches("[\\w.-]+")) {
      return Optional.empty();
    }
    return List.of(path.split(java.io.File.pathSeparator)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Found ask(Path file, String program, String server)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(file.toString(), "get")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(process));
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(server.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // it does not read, and tells by its end why
      }
      String text = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).strip();
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (ended && process.exitValue() == 0) {
        return login(program, text);
      }
      if (text.contains(NONE)) {
        return new Found(Optional.empty(), "");
      }
      return failed(program, ended ? "fails: " + reason(text) : "does not end");
    } catch (TimeoutException e) {
      return failed(program, "has not answered within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(program, "cannot be read: " + e.getCause());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** What looks like an answer may have a secret in it. */
  private static String reason(String text) {
    return text.isEmpty() || text.contains("{")
        ? "it does not say why"
        : text.lines().findFirst().orElse("");
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it was ended
    }
  }

  private static Found login(String program, String text) {
    Map<String, Object> answer;
    try {
      answer = JsonObject.read(text);
    } catch (IOException e) { // whose message may have a part of the answer in it
      return failed(program, "does not answer with JSON");
    }
    String user = String.valueOf(answer.getOrDefault("Username", ""));
    String secret = String.valueOf(answer.getOrDefault("Secret", ""));
    boolean token = user.equals(TOKEN_USER);
    return new Found(
        secret.isEmpty()
            ? Optional.empty()
            : Optional.of(new Login(token ? "" : user, secret, token)),
        "");
  }

  private static Found failed(String program, String why) {
    return new Found(Optional.empty(), "the credential helper " + program + " " + why);
  }
}
