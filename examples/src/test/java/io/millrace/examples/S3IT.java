package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.StorageProvider;
import io.millrace.testing.Closing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Data in S3, on a real server and over a network that fails. */
class S3IT {
  @TempDir static Path shared;
  @TempDir Path folder;

  private static S3Server server;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(shared);
    // the storage in this process has the SDK's credential chain, too
    System.setProperty("aws.accessKeyId", "tester");
    System.setProperty("aws.secretAccessKey", "secret-of-the-tests");
  }

  @AfterAll
  static void stopServer() throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    Closing.close(server);
  }

  private static Storage storage(String root, String url) {
    return StorageProvider.find("s3")
        .orElseThrow()
        .open(root, Map.of("METAFLOW_S3_ENDPOINT_URL", url));
  }

  private static S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create(server.url()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("tester", "tester")))
        .build();
  }

  private FlowProcess.Result run(String url, String... arguments) {
    List<String> command = FlowProcess.command();
    command.addAll(Arrays.asList(arguments));
    return FlowProcess.process(folder, command, S3Server.environment(url));
  }

  private Map<String, Object> read(String flow, String run) throws IOException {
    FlowProcess.Result result =
        FlowProcess.python(
            folder, "read_run.py", S3Server.environment(server.url()), flow + "/" + run);
    assertEquals(0, result.code(), result::toString);
    return JSON.std.mapFrom(result.out());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void eachExampleRunsOverAFailingNetworkAndMetaflowReadsItFromS3(String flow, String line)
      throws IOException {
    try (FaultyProxy proxy = new FaultyProxy(server.port(), flow.hashCode())) {
      FlowProcess.Result result = run(proxy.url(), flow, "run", "--run-id-file", "run-id");
      assertEquals(0, result.code(), result::toString);
      assertTrue(result.out().contains(line), result::toString);
      assertTrue(proxy.busy() > 0, "no request failed");

      Map<String, Object> run = read(flow, result.run(folder));
      assertEquals(true, run.get("successful"));
      String printed = Pattern.compile("[ :{\\[]").splitAsStream(line).findFirst().orElse(line);
      assertTrue(String.valueOf(run.get("steps")).contains(printed));
    }
  }

  @Test
  void objectsAreAsMetaflowWritesThem() throws IOException {
    assertEquals(0, run(server.url(), "ForeachFlow", "run", "--run-id-file", "run-id").code());
    String id = FlowProcess.read(folder.resolve("run-id"));
    assertEquals(id, FlowProcess.read(folder.resolve(".metaflow/ForeachFlow/latest_run")));
    try (S3Client client = client()) {
      List<String> task =
          keys(client, "metaflow/ForeachFlow/" + id + "/start/1/").stream()
              .map(key -> key.substring(key.lastIndexOf('/') + 1))
              .toList();
      assertEquals(
          List.of(
              "0.DONE.lock",
              "0.attempt.json",
              "0.data.json",
              "0.runtime",
              "0.runtime_stderr.log",
              "0.runtime_stdout.log",
              "0.task_begin",
              "0.task_end"),
          task);
      List<String> blobs = keys(client, "metaflow/ForeachFlow/data/");
      assertFalse(blobs.isEmpty());
      for (String key : blobs) {
        assertTrue(key.matches("metaflow/ForeachFlow/data/([0-9a-f]{2})/\\1[0-9a-f]{38}"), key);
        assertEquals(
            Map.of("metaflow-user-attributes", "{\"cas_raw\": false, \"cas_version\": 1}"),
            client.headObject(request -> request.bucket(S3Server.BUCKET).key(key)).metadata());
      }
    }
  }

  private static List<String> keys(S3Client client, String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(S3Server.BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(each -> each.key())
        .toList();
  }

  @Test
  void aRunInS3IsListedDumpedLoggedAndResumed() {
    FlowProcess.Result failed = run(server.url(), "ParametersFlow", "run", "--max-num-splits", "0");
    assertEquals(2, failed.code(), failed::toString);
    assertEquals(0, run(server.url(), "ForeachFlow", "run", "--run-id-file", "run-id").code());
    String id = FlowProcess.read(folder.resolve("run-id"));
    FlowProcess.Result dump = run(server.url(), "ForeachFlow", "dump", id + "/end");
    assertTrue(dump.out().contains("squares = {1: 1, 2: 4, 3: 9, 4: 16, 5: 25}"), dump::toString);
    FlowProcess.Result logs = run(server.url(), "ForeachFlow", "logs", id + "/end");
    assertTrue(logs.out().contains("{1=1, 2=4, 3=9, 4=16, 5=25}"), logs::toString);
    FlowProcess.Result list = run(server.url(), "ForeachFlow", "list", "runs");
    assertTrue(list.out().contains(id + "  done"), list::toString);
    FlowProcess.Result resumed = run(server.url(), "ForeachFlow", "resume", "gather");
    assertEquals(0, resumed.code(), resumed::toString);
    assertFalse(resumed.out().contains("[work/"), resumed::toString);
    assertTrue(resumed.out().contains("{1=1, 2=4, 3=9, 4=16, 5=25}"), resumed::toString);
  }

  @Test
  void whatAFailingNetworkCarriesIsWhole() throws IOException {
    byte[] large = new byte[50_000_001];
    new Random(5).nextBytes(large);
    try (FaultyProxy proxy = new FaultyProxy(server.port(), 5)) {
      Storage storage = storage(S3Server.ROOT + "/faults", proxy.url());
      try (Storage.Upload upload = storage.upload()) {
        upload.write(large, 0, 7);
        upload.write(large, 7, large.length - 7);
        upload.commit("large", "{}");
      }
      Storage.Attributed found = storage.openAttributed("large");
      assertEquals("{}", found.attributes());
      try (InputStream in = found.content()) {
        assertArrayEquals(large, in.readAllBytes());
      }
      IntStream.range(0, 200)
          .parallel()
          .forEach(
              i ->
                  storage.write(
                      "small/" + i, Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
      assertEquals(
          new TreeSet<>(IntStream.range(0, 200).mapToObj(Integer::toString).toList()),
          new TreeSet<>(storage.list("small")));
      for (int i = 0; i < 200; i++) {
        assertEquals(
            Integer.toString(i), new String(storage.read("small/" + i), StandardCharsets.US_ASCII));
      }
      assertTrue(proxy.busy() > 0, "never busy");
      assertTrue(proxy.cut() > 0, "never cut");
    }
  }

  @Test
  void aStorageHoldsWhatItIsGivenAndSaysWhatIsNotThere() throws IOException {
    Storage storage = storage(S3Server.ROOT + "/plain", server.url());
    storage.write("a/b", new byte[] {1, 2});
    storage.write("a/c/d", new byte[0]);
    storage.write("a/e", new byte[] {3}, "{\"x\": 1}");
    assertArrayEquals(new byte[] {1, 2}, storage.read("a/b"));
    assertArrayEquals(new byte[0], storage.read("a/c/d"));
    assertEquals("", storage.openAttributed("a/c/d").attributes());
    assertEquals("{\"x\": 1}", storage.openAttributed("a/e").attributes());
    assertEquals(List.of("b", "c/", "e"), storage.list("a"));
    assertTrue(storage.exists("a/b"));
    assertFalse(storage.exists("a"));
    assertThrows(NoSuchFileException.class, () -> storage.read("a/x"));
    assertThrows(NoSuchFileException.class, () -> storage.openAttributed("a/x"));
    assertThrows(IllegalArgumentException.class, () -> storage.exists("a/../../x"));
    Storage all = storage("s3://", server.url());
    assertArrayEquals(new byte[] {1, 2}, all.read(S3Server.BUCKET + "/metaflow/plain/a/b"));
  }

  /** A server that dies leaves an error, no object, and no parts that cost money. */
  @Test
  void anUploadThatFailsLeavesNothing() throws IOException {
    boolean failed = false;
    try (FaultyProxy proxy = new FaultyProxy(server.port(), 1)) {
      Storage storage =
          StorageProvider.find("s3")
              .orElseThrow()
              .open(
                  S3Server.ROOT + "/cut",
                  Map.of("METAFLOW_S3_ENDPOINT_URL", proxy.url(), "METAFLOW_S3_RETRY_COUNT", "0"));
      for (int i = 0; i < 12; i++) {
        String key = "blob" + i;
        try (Storage.Upload upload = storage.upload()) {
          upload.write(new byte[17 << 20]);
          upload.commit(key, "{}");
        } catch (IOException e) {
          assertTrue(
              e.getMessage().startsWith(S3Server.ROOT + "/cut/" + key + " cannot be written: "),
              e::toString);
          assertFalse(storage(S3Server.ROOT + "/cut", server.url()).exists(key));
          failed = true;
        }
      }
      assertTrue(failed, "no upload failed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          METAFLOW_DEFAULT_DATASTORE    | s4                 | METAFLOW_DEFAULT_DATASTORE: there is no datastore 's4'. Did you mean 's3'?
          METAFLOW_DATASTORE_SYSROOT_S3 | ""                 | The location in S3 where data is kept is not set. Set METAFLOW_DATASTORE_SYSROOT_S3
          METAFLOW_DATASTORE_SYSROOT_S3 | /tmp/x             | '/tmp/x' is not a location in S3
          METAFLOW_DATASTORE_SYSROOT_S3 | s3://b_            | cannot be used: there is no bucket b_
          METAFLOW_DATASTORE_SYSROOT_S3 | s3:///x            | is not s3://BUCKET/FOLDER
          METAFLOW_DATASTORE_SYSROOT_S3 | s3://nobody-has-it | cannot be used: there is no bucket nobody-has-it. Make it, or name another.
          METAFLOW_S3_ENDPOINT_URL      | http://127.0.0.1:1 | the server cannot be reached: Connection refused. Look at METAFLOW_S3_ENDPOINT_URL
          METAFLOW_S3_ENDPOINT_URL      | nowhere            | METAFLOW_S3_ENDPOINT_URL is 'nowhere', which is not a valid URL
          METAFLOW_S3_RETRY_COUNT       | many               | METAFLOW_S3_RETRY_COUNT is 'many', which is not a whole number
          METAFLOW_S3_VERIFY_CERTIFICATE| no/such/file       | which is neither true nor false nor a readable file of certificates
          METAFLOW_DATATOOLS_S3ROOT     | data               | METAFLOW_DATATOOLS_S3ROOT: 'data' is not a location in S3
          AWS_ACCESS_KEY_ID             | ""                 | there are no AWS credentials. Set AWS_PROFILE
          AWS_PROFILE                   | nope               | AWS_PROFILE is 'nope', and there is no such profile in
          AWS_PROFILE                   | sso                | the profile 'sso' of AWS_PROFILE gives no credentials: Unable to load SSO token. Log in again, as with 'aws sso login --profile sso'
          """)
  void whatIsWrongIsOneLineBeforeAnythingStarts(String variable, String value, String words)
      throws IOException {
    Map<String, String> environment = new HashMap<>(S3Server.environment(server.url()));
    environment.put(variable, value);
    if (variable.equals("AWS_PROFILE")) {
      environment.put("AWS_ACCESS_KEY_ID", "");
      environment.put("AWS_CONFIG_FILE", ssoProfile().toString());
    }
    environment.put(
        "METAFLOW_S3_RETRY_COUNT", environment.getOrDefault("METAFLOW_S3_RETRY_COUNT", "0"));
    List<String> command = FlowProcess.command();
    command.addAll(List.of("HelloFlow", "run"));
    FlowProcess.Result result = FlowProcess.process(folder, command, environment);
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains(words), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertFalse(Files.exists(folder.resolve(".metaflow/HelloFlow")));
  }

  /** A profile of somebody who has not logged in. */
  private Path ssoProfile() throws IOException {
    return Files.writeString(
        folder.resolve("aws-config"),
        """
        [profile sso]
        sso_session = acme
        sso_account_id = 123456789012
        sso_role_name = reader
        region = us-east-1
        [sso-session acme]
        sso_start_url = https://acme.awsapps.com/start
        sso_region = us-east-1
        """);
  }

  @Test
  void aServerThatGoesAwayFailsTheRunInWords() throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(S3Server.environment(server.url()));
    try (S3Server own = S3Server.start(folder)) {
      environment.put("METAFLOW_S3_ENDPOINT_URL", own.url());
      environment.put("METAFLOW_S3_RETRY_COUNT", "1");
      List<String> command = FlowProcess.command();
      command.addAll(List.of("RetryCatchFlow", "run"));
      Path out = folder.resolve("out.txt");
      Process process =
          FlowProcess.start(folder, command, environment, out, folder.resolve("err.txt"));
      while (process.isAlive() && !FlowProcess.read(out).contains("[start/1] starts")) {
        Thread.onSpinWait();
      }
      own.close();
      assertEquals(1, process.waitFor());
      String said = FlowProcess.read(out) + FlowProcess.read(folder.resolve("err.txt"));
      assertTrue(said.contains("the server cannot be reached"), said);
      assertFalse(said.contains("\tat "), said);
    }
  }
}
