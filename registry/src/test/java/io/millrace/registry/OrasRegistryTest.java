package io.millrace.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.millrace.manifest.ImageReference;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageChecks.Answer;
import io.millrace.runtime.image.ImageChecks.Question;
import io.millrace.runtime.image.ImageFacts;
import io.millrace.runtime.image.RegistryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real registry, and what broken ones, let the user know. */
class OrasRegistryTest {
  @TempDir Path folder;

  @Test
  void tellsDigestSizeAndPlatform() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      String one = registry.push("acme/trainer", "1.4", "linux/amd64");
      String several = registry.pushIndex("acme/multi", "2", List.of("linux/arm64", "linux/amd64"));

      assertEquals(
          Optional.of(one),
          check(registry.host() + "/acme/trainer:1.4").facts().map(ImageFacts::digest));
      ImageFacts facts = check(registry.host() + "/acme/multi:2").facts().orElseThrow();
      assertEquals(several, facts.digest());
      assertEquals("linux/amd64", facts.platform());
      assertTrue(facts.bytes() > 1_000 && facts.bytes() < 2_000, facts::toString);
      assertEquals(
          Optional.of(several),
          check(registry.host() + "/acme/multi@" + several).facts().map(ImageFacts::digest));
    }
  }

  @Test
  void namesTagsThatAreNearAMissingOne() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      for (String tag : List.of("1.4", "1.5", "nightly")) {
        registry.push("acme/trainer", tag, "linux/amd64");
      }
      String host = registry.host();

      assertEquals(
          host + " has no '1.6' of acme/trainer. Near it are 1.4, 1.5.",
          check(host + "/acme/trainer:1.6").problem());
      assertEquals(
          host + " has no 'latest' of acme/trainer. It has nightly, 1.5, 1.4.",
          check(host + "/acme/trainer").problem());
      assertEquals(
          host + " has no '1' of acme/trainr. There is no such repository.",
          check(host + "/acme/trainr:1").problem());
    }
  }

  @Test
  void refusesAnImageForOtherPlatforms() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      registry.push("acme/arm", "1", "linux/arm64");
      registry.pushIndex("acme/multi", "1", List.of("linux/arm64", "linux/s390x"));

      assertEquals(
          "it exists only for linux/arm64, not for linux/amd64. Choose another image, or build it for linux/amd64.",
          check(registry.host() + "/acme/arm:1").problem());
      assertEquals(
          "it exists for linux/arm64, linux/s390x, but not for linux/amd64. Choose another image, or build it for linux/amd64.",
          check(registry.host() + "/acme/multi:1").problem());
    }
  }

  @Test
  void saysThatALoginIsWanted() throws Exception {
    String hash = "$2y$05$A5gmXjF0ri2bG/5Kt3s3KeBKXKyQ/.0hPQ3thmRsxZBeyy.VtCUXi"; // of "secret"
    try (LocalRegistry registry = LocalRegistry.closed(folder, "me", "secret", hash)) {
      String host = registry.host();
      assertEquals(
          host
              + " requires a login, or does not know the one in Docker's config.json. Run 'docker login "
              + host
              + "'.",
          check(host + "/acme/trainer:1").problem());
    }
  }

  @Test
  void aConfigurationMayHaveHelpersAloneOrBeBroken() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      String digest = registry.push("acme/trainer", "1", "linux/amd64");
      OrasRegistry client =
          new OrasRegistry(Map.of("DOCKER_CONFIG", folder.toString()), Path.of("/nowhere"));
      ImageReference image = ImageReference.parse(registry.host() + "/acme/trainer:1");
      Files.writeString(
          folder.resolve("config.json"), "{\"credHelpers\": {\"elsewhere.io\": \"none\"}}");
      assertEquals(digest, client.find(image, "linux/amd64", false).digest());
      Files.writeString(folder.resolve("config.json"), "{\"credHelpers\": ");
      String told =
          String.valueOf(
              assertThrows(UsageException.class, () -> client.find(image, "linux/amd64", false))
                  .getMessage());
      assertTrue(told.contains("config.json, which holds the registry logins"), told);
    }
  }

  @Test
  void takesTheLoginFromDockersConfiguration() throws Exception {
    String hash = "$2y$05$A5gmXjF0ri2bG/5Kt3s3KeBKXKyQ/.0hPQ3thmRsxZBeyy.VtCUXi"; // of "secret"
    try (LocalRegistry registry = LocalRegistry.closed(folder, "me", "secret", hash)) {
      String digest = registry.push("acme/trainer", "1", "linux/amd64");
      String login =
          Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
      Files.writeString(
          folder.resolve("config.json"),
          "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry.host(), login));
      OrasRegistry client =
          new OrasRegistry(Map.of("DOCKER_CONFIG", folder.toString()), Path.of("/nowhere"));

      ImageReference image = ImageReference.parse(registry.host() + "/acme/trainer:1");
      assertEquals(digest, client.find(image, "linux/amd64", false).digest());
      assertEquals(List.of("1"), client.tags(image, false));
    }
  }

  @Test
  void saysWhyThereIsNoLogin() throws Exception {
    String hash = "$2y$05$A5gmXjF0ri2bG/5Kt3s3KeBKXKyQ/.0hPQ3thmRsxZBeyy.VtCUXi"; // of "secret"
    try (LocalRegistry registry = LocalRegistry.closed(folder, "me", "secret", hash)) {
      Files.writeString(folder.resolve("config.json"), "{\"credsStore\": \"missing\"}");
      OrasRegistry client =
          new OrasRegistry(Map.of("DOCKER_CONFIG", folder.toString()), Path.of("/nowhere"));
      ImageReference image = ImageReference.parse(registry.host() + "/acme/trainer:1");
      String told =
          String.valueOf(
              assertThrows(RegistryException.class, () -> client.find(image, "linux/amd64", false))
                  .getMessage());
      assertTrue(
          told.endsWith(
              "Besides, the credential helper docker-credential-missing is not on the PATH."),
          told);
    }
  }

  /** As large registries have it: by pages, each of which names the next one. */
  @Test
  void readsAllPagesOfTags() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v2/acme/trainer/tags/list",
        exchange -> {
          boolean first = !exchange.getRequestURI().getQuery().contains("last=t2");
          String tags = first ? "\"t1\", \"t2\"" : "\"t3\"";
          if (first) {
            exchange
                .getResponseHeaders()
                .add("Link", "</v2/acme/trainer/tags/list?n=2&last=t2>; rel=\"next\"");
          }
          answer(exchange, 200, "{\"name\": \"acme/trainer\", \"tags\": [" + tags + "]}");
        });
    server.start();
    try {
      ImageReference image =
          ImageReference.parse("127.0.0.1:" + server.getAddress().getPort() + "/acme/trainer:1");
      assertEquals(
          List.of("t1", "t2", "t3"),
          new OrasRegistry(Map.of(), Path.of("/nowhere")).tags(image, false));
    } finally {
      server.stop(0);
    }
  }

  /** As the Hub and most others have it: a login buys a token for one repository. */
  @Test
  void buysATokenByTheLogin() throws Exception {
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString("me:se:cret".getBytes(StandardCharsets.UTF_8));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String host = "127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/token",
        exchange -> {
          boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean scoped =
              exchange.getRequestURI().getQuery().contains("repository:acme/trainer:pull");
          answer(exchange, known && scoped ? 200 : 401, "{\"token\": \"bought\"}");
        });
    server.createContext(
        "/v2/acme/trainer/tags/list",
        exchange -> {
          boolean known =
              "Bearer bought".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange
              .getResponseHeaders()
              .add(
                  "WWW-Authenticate",
                  "Bearer realm=\"http://%s/token\",service=\"tests\",scope=\"repository:acme/trainer:pull\""
                      .formatted(host));
          answer(exchange, known ? 200 : 401, "{\"name\": \"acme/trainer\", \"tags\": [\"1\"]}");
        });
    server.start();
    try {
      Files.writeString(
          folder.resolve("config.json"),
          "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
              .formatted(host, basic.substring("Basic ".length())));
      OrasRegistry client =
          new OrasRegistry(Map.of("DOCKER_CONFIG", folder.toString()), Path.of("/nowhere"));
      assertEquals(
          List.of("1"), client.tags(ImageReference.parse(host + "/acme/trainer:1"), false));
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | HOST does not let this login pull it. Ask for the right to.
          429 | HOST has received too many requests (status 429). Log in, or wait a while.
          503 | HOST answered with status 503. Try again later.
          """)
  void saysWhatAStatusMeans(int status, String problem) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      String host = "127.0.0.1:" + server.getAddress().getPort();
      assertEquals(problem.replace("HOST", host), check(host + "/acme/trainer:1").problem());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertEquals(
        "127.0.0.1:"
            + free
            + " refuses connections. Is the registry running, and is the port right?",
        check("127.0.0.1:" + free + "/acme/trainer:1").problem());
    assertEquals(
        "there is no host registry.invalid. Check the registry's name.",
        check("registry.invalid/acme/trainer:1").problem());
  }

  @Test
  void saysThatItSpeaksNoTls() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      registry.push("acme/trainer", "1", "linux/amd64");
      String host = registry.host().replace("127.0.0.1", "0.0.0.0"); // not known to be this machine

      assertEquals(
          "no TLS connection to "
              + host
              + ". If it serves plain HTTP and that is intended, add --allow-http.",
          check(host + "/acme/trainer:1").problem());
      assertEquals("", check(host + "/acme/trainer:1", true, 20).problem());
    }
  }

  @Test
  void saysThatItDoesNotTrustACertificate() throws Exception {
    Path store = folder.resolve("certificate");
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-keystore",
            store.toString(),
            "-storepass",
            "certificate");
    assertEquals(0, new ProcessBuilder(keytool).redirectErrorStream(true).start().waitFor());
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.start();
    try {
      String host = "127.0.0.1:" + server.getAddress().getPort();
      assertEquals(
          host
              + " has a certificate that this JVM does not trust. Import the one that signed it by keytool, or name a file that has it: java -Djavax.net.ssl.trustStore=FILE.",
          check(host + "/acme/trainer:1", true, 20).problem());
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext context(Path store) throws Exception {
    char[] password = "certificate".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void waitsForNobodyForever() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      assertEquals(
          host + " has not answered within 1 s. Is it reachable from here?",
          check(host + "/acme/trainer:1", false, 1).problem());
    }
  }

  private static Answer check(String image) throws Exception {
    return check(image, false, 20);
  }

  private static Answer check(String image, boolean http, int seconds) throws Exception {
    Question question = new Question(ImageReference.parse(image), "linux/amd64");
    return new ImageChecks(ImageChecks.client().orElseThrow(), http, Duration.ofSeconds(seconds))
        .check(List.of(question))
        .getOrDefault(question, Answer.NONE);
  }
}
