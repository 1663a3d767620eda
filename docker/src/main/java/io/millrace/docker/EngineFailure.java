package io.millrace.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Says what went wrong at the engine, and what helps. All advice is here. */
final class EngineFailure {
  /** What helps, by a regular expression for a part of what the engine says. */
  private static final Map<String, String> ADVICE = new LinkedHashMap<>();

  static {
    ADVICE.put(
        "no space left on device",
        "The engine's disk is full; 'docker system df' shows what it holds");
    ADVICE.put(
        "exec format error",
        "The image is for another processor architecture; choose one for this machine's");
    ADVICE.put("bind source path does not exist", "Make that folder, or correct @Docker(volumes)");
    ADVICE.put(
        "network (\\S+ )?not found",
        "Correct @Docker(network); 'docker network ls' shows what there is");
    ADVICE.put("manifest unknown", "'images check' shows which tags there are");
    ADVICE.put("not found", "'images check' asks the registry for all images at once");
    ADVICE.put(
        "pull access denied", "'docker login' stores the credentials that the registry asks for");
    ADVICE.put("no basic auth credentials", "'images check' shows how to log in");
    ADVICE.put("unauthorized", "'docker login' stores the credentials that the registry asks for");
    ADVICE.put(
        "server gave http response to https client",
        "The engine pulls without TLS only from registries that its settings call insecure");
    ADVICE.put("no matching entries in passwd file", "Correct @Docker(user)");
  }

  private EngineFailure() {}

  static EngineException explain(RuntimeException failure, URI host) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (failure instanceof DockerException refused && refused.getHttpStatus() > 0) {
      return new EngineException(advised(message(refused)), failure);
    } else if (root instanceof IOException || root instanceof com.sun.jna.LastErrorException) {
      return new EngineException(unreachable(root, host), failure);
    }
    return new EngineException(advised(String.valueOf(root.getMessage())), failure);
  }

  /** The engine answers with JSON whose {@code message} is meant for people. */
  private static String message(DockerException refused) {
    String text = String.valueOf(refused.getMessage());
    int json = text.indexOf('{');
    if (json >= 0) {
      try {
        JsonNode message = new ObjectMapper().readTree(text.substring(json)).get("message");
        return message == null ? text : message.asText();
      } catch (JsonProcessingException e) {
        return text; // it is meant for people as it is
      }
    }
    return text;
  }

  private static String advised(String message) {
    String plain = message.strip().replaceAll("\\s*\\n\\s*", " ").replaceAll("[.:]+$", "");
    String lower = plain.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> advice : ADVICE.entrySet()) {
      if (Pattern.compile(advice.getKey()).matcher(lower).find()) {
        return plain + ". " + advice.getValue();
      }
    }
    return plain;
  }

  private static String unreachable(Throwable root, URI host) {
    String why = String.valueOf(root.getMessage());
    String lower = why.toLowerCase(Locale.ROOT);
    if (lower.contains("permission denied") || why.contains("[13]")) {
      return "the container engine at %s does not admit this user. Add the user to the group 'docker', or name another engine by DOCKER_HOST"
          .formatted(host);
    }
    return "the container engine at %s cannot be reached: %s. Start Docker or Podman's service, or name another engine by DOCKER_HOST"
        .formatted(host, why);
  }
}
