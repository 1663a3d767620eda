package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.Closing;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps run in containers of a real Docker daemon. */
class DockerIT {
  /** The user called nobody, who may run flows too. */
  private static final int NOBODY = 65534;

  /** What of an engine's folder is left mounted cannot be removed, and is in no one's way. */
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path engineFolder;

  static ContainerEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void startEngine() throws Exception {
    Files.setPosixFilePermissions(engineFolder, PosixFilePermissions.fromString("rwx--x--x"));
    engine = ContainerEngine.docker(engineFolder);
    engine.image("empty:1", "empty");
    engine.image("busybox:1", "busybox", "ENV PATH=/bin");
    engine.image("musl:1", "musl", "ENV PATH=/bin");
    engine.image("debian:1", "debian", "ENV PATH=/usr/local/bin:/usr/bin:/bin");
    engine.image("debian-tools:1", "debian-tools", "ENV PATH=/usr/local/bin:/usr/bin:/bin");
    engine.image(
        "odd:1",
        "busybox",
        "ENV PATH=/bin",
        "ENV LD_PRELOAD=/nowhere.so",
        "ENV LD_LIBRARY_PATH=/lib",
        "ENV JAVA_TOOL_OPTIONS=-XX:+NoSuchFlag",
        "ENV JDK_JAVA_OPTIONS=-nonsense",
        "ENV LC_ALL=fi_FI",
        "ENV ÄÖ=ä",
        "USER 1234:77",
        "WORKDIR /srv/x",
        "VOLUME /srv/volume",
        "ENTRYPOINT [\"/bin/false\"]",
        "CMD [\"nonsense\"]");
  }

  @AfterAll
  static void stopEngine() throws Exception {
    Closing.close(engine);
  }

  @AfterEach
  void noContainerIsLeft() {
    assertEquals(List.of(), engine.containers());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void eachExampleRunsInDebianWithoutJava(String flow, String line) {
    exampleRuns(flow, "debian:1", line);
  }

  /** The image's own Java and Python are not in the way. */
  @ParameterizedTest
  @CsvSource({"HelloFlow, That was all.", "PenguinsFlow, '342 penguins, 5 candidates'"})
  void examplesRunInDebianWithItsOwnJava(String flow, String line) {
    exampleRuns(flow, "debian-tools:1", line);
  }

  @Test
  void whatTheManifestOfTheJarAsksForReachesTheContainer() throws Exception {
    Path jar = JvmOfTasksIT.jarWithAgent(folder);
    FlowProcess.Result result =
        FlowProcess.process(
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "OpensFlow",
                "run",
                "--with",
                "docker:image=debian:1"),
            engine.environment());
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("opened, agent null true"), result::toString);
  }

  private void exampleRuns(String flow, String image, String line) {
    FlowProcess.Result result = jar(flow, "run", "--with", "docker:image=" + image);
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(line), result::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty:1        | /millrace/jre/bin/nothing | java.io.IOException: Cannot run program
          busybox:1      | cat,/etc/marker           | of the image
          musl:1         | hello                     | musl sees /bin
          debian:1       | cat,/etc/debian_version   | exit 0
          debian-tools:1 | java,-version             | openjdk version
          debian-tools:1 | python3,-c,print(6*7)     | 42
          """)
  void theStepHasTheImagesFilesAndPrograms(String image, String program, String output)
      throws IOException {
    FlowProcess.Result result =
        containerFlow("--with", "look=docker:image=" + image, "--program", program);
    String seen = result.code() == 0 ? dump("look") : result.out();
    assertTrue(seen.contains(output), seen);
  }

  @Test
  void theStepSeesTheImagesVariablesUserAndFolderAndNothingOfOurs() {
    FlowProcess.Result result =
        containerFlow("--with", "look=docker:image=odd:1", "--program", "env");
    assertEquals(0, result.code(), result::toString);
    String seen = dump("look");
    String host = seen.replaceAll("(?s).*'HOSTNAME': '([^']*)'.*", "$1");
    assertTrue(
        seen.contains(
            "variables = {'HOME': '/', 'HOSTNAME': '%s', 'JAVA_TOOL_OPTIONS': '-XX:+NoSuchFlag', 'JDK_JAVA_OPTIONS': '-nonsense', 'LC_ALL': 'fi_FI', 'LD_LIBRARY_PATH': '/lib', 'LD_PRELOAD': '/nowhere.so', 'PATH': '/bin', 'ÄÖ': 'ä'}"
                .formatted(host)),
        seen);
    // and so do the programs that it starts, in the order of the image
    assertTrue(
        seen.contains(
            "programOutput = 'PATH=/bin\\nHOSTNAME=%s\\nLD_PRELOAD=/nowhere.so\\nLD_LIBRARY_PATH=/lib\\nJAVA_TOOL_OPTIONS=-XX:+NoSuchFlag\\nJDK_JAVA_OPTIONS=-nonsense\\nLC_ALL=fi_FI\\nÄÖ=ä\\nHOME=/\\nexit 0'"
                .formatted(host)),
        seen);
    assertTrue(seen.contains("user = '1234'") && seen.contains("group = '77'"), seen);
    assertTrue(seen.contains("folder = '/srv/x'"), seen);
    assertTrue(seen.contains("odd = 'odd name'"), seen);
  }

  @Test
  void limitsHoldAndWhatRunsOutOfMemoryIsTold() {
    FlowProcess.Result limited =
        containerFlow(
            "--with", "look=docker:image=busybox:1", "--with", "look=resources:memory=512,cpu=1");
    assertEquals(0, limited.code(), limited::toString);
    assertTrue(dump("look").contains("processors = 1"), dump("look"));
    FlowProcess.Result killed =
        containerFlow(
            "--with",
            "look=docker:image=busybox:1",
            "--with",
            "look=resources:memory=40",
            "--fill",
            "100");
    assertEquals(1, killed.code(), killed::toString);
    assertTrue(
        killed
            .out()
            .contains(
                "it needed more memory than the 40 MB of its container (OOMKilled). Give it more by @Resources(memory)"),
        killed::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          image=127.0.0.1:1/no:1                 | its image 127.0.0.1:1/no:1 cannot be pulled: Get
          image=no:1,pull=never                  | its image no:1 is not on this machine, and pull = "never"
          image=busybox:1,user=stranger          | unable to find user stranger: no matching entries in passwd file. Correct @Docker(user)
          image=busybox:1,network=nowhere        | network nowhere not found. Correct @Docker(network)
          image=busybox:1,volumes=["/no/such:/x"] | bind source path does not exist: /no/such. Make that folder
          image=busybox:1,platform=linux/arm64   | cannot be pulled
          """)
  void whatCannotStartIsToldInWordsRetriedAndCaught(String options, String words) {
    FlowProcess.Result failed = jar("HelloFlow", "run", "--with", "hello=docker:" + options);
    assertEquals(1, failed.code(), failed::toString);
    assertTrue(failed.out().contains(words), failed::toString);
    FlowProcess.Result caught =
        jar(
            "HelloFlow",
            "run",
            "--with",
            "hello=docker:" + options,
            "--with",
            "hello=retry:times=1,minutes_between_retries=0",
            "--with",
            "hello=catch:var=failure");
    assertEquals(0, caught.code(), caught::toString);
    assertTrue(caught.out().contains("[hello/2] starts, attempt 2."), caught::toString);
  }

  @Test
  void anEngineThatIsNotThereIsTold() {
    List<String> command = FlowProcess.command();
    command.addAll(List.of("HelloFlow", "run", "--with", "docker:image=busybox:1"));
    FlowProcess.Result result =
        FlowProcess.process(folder, command, Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));
    assertEquals(2, result.code(), result::toString);
    assertTrue(
        result
            .err()
            .contains(
                "the container engine at unix:///nowhere/docker.sock cannot be reached: No such file or directory. Start Docker or Podman's service"),
        result::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXCEPTION      | IllegalStateException: as told
          EXIT           | exit code 3, as System.exit(3) does
          EXIT_ZERO      | exit code 0, as System.exit(0) does
          STACK_OVERFLOW | StackOverflowError
          OUT_OF_MEMORY  | OutOfMemoryError
          HANG           | longer than its @Timeout of 5 seconds
          """)
  void failuresOfTheStepAreAsInAProcess(String kind, String words) {
    FlowProcess.Result result =
        flow(
            "TroubleFlow",
            "run",
            "--kind",
            kind,
            "--with",
            "trouble=docker:image=busybox:1",
            "--with",
            "trouble=timeout:seconds=" + (kind.equals("HANG") ? 5 : 60),
            "--with",
            "trouble=resources:memory=256");
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains(words), result::toString);
  }

  @Test
  void whatIsPrintedIsTheTasksLog() {
    FlowProcess.Result result =
        flow(
            "TroubleFlow",
            "run",
            "--works",
            "0",
            "--run-id-file",
            "run-id",
            "--with",
            "docker:image=busybox:1");
    assertEquals(0, result.code(), result::toString);
    String run = result.run(folder);
    String logs = flow("TroubleFlow", "logs", run + "/start").out();
    assertTrue(logs.contains("by System.out\nby the descriptor\n"), logs);
    assertTrue(flow("TroubleFlow", "logs", run + "/end").out().contains("by a process"), logs);
  }

  /** {@code -Dmillrace.docker.tasks=100} asks for more. */
  @Test
  void manyTasksAreBoundedAndMixWithThoseThatStay() {
    int count = Integer.getInteger("millrace.docker.tasks", 20);
    FlowProcess.Result result =
        jar(
            "ForeachFlow",
            "run",
            "--count",
            Integer.toString(count),
            "--max-workers",
            "4",
            "--with",
            "work=docker:image=busybox:1");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(count + "=" + count * count), result::toString);
    int running = 0;
    for (String line : result.out().lines().toList()) {
      running += line.endsWith("] starts.") ? 1 : line.endsWith("] done.") ? -1 : 0;
      assertTrue(running <= 4, result::toString);
    }
  }

  @Test
  void filesBelongToWhoRanTheFlowWhoeverTheImagesUserIs() throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectory(home);
    for (Path each : List.of(folder, home)) {
      Files.setAttribute(each, "unix:uid", NOBODY);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jar = Files.copy(FlowProcess.JAR, home.resolve("flow.jar"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--------"));
    Files.setAttribute(jar, "unix:uid", NOBODY);
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    command.addAll(FlowProcess.command());
    command.set(command.indexOf("-jar") + 1, jar.toString());
    command.addAll(List.of("ForeachFlow", "run", "--count", "3", "--with", "docker:image=odd:1"));
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("XDG_CACHE_HOME", cacheOf(home).toString());
    FlowProcess.Result result = FlowProcess.process(folder, command, environment);
    assertEquals(0, result.code(), result::toString);
    try (Stream<Path> all = Files.walk(folder.resolve(".metaflow"))) {
      for (Path file : all.toList()) {
        assertEquals(NOBODY, Files.getAttribute(file, "unix:uid"), file::toString);
      }
    }
  }

  private static Path cacheOf(Path home) throws IOException {
    Path cache = Files.createDirectory(home.resolve("cache"));
    Files.setAttribute(cache, "unix:uid", NOBODY);
    return cache;
  }

  @Test
  void anImageOfAPrivateRegistryIsPinnedPulledAndRecorded() throws Exception {
    Path registryFolder = Files.createDirectory(folder.resolve("registry"));
    try (PrivateRegistry registry = PrivateRegistry.start(registryFolder)) {
      String image = registry.host() + "/acme/small:1";
      engine.docker("tag", "busybox:1", image);
      engine.docker(Map.of("DOCKER_CONFIG", registry.login().toString()), "push", image);
      engine.docker("rmi", image);
      Path programs = folder.resolve("programs");
      Map<String, String> environment = new HashMap<>(engine.environment());
      environment.put("DOCKER_CONFIG", registry.loginByHelper(programs).toString());
      environment.put("PATH", programs + ":" + System.getenv("PATH"));
      List<String> command = FlowProcess.command();
      command.addAll(
          List.of(
              "HelloFlow",
              "run",
              "--pin",
              "--run-id-file",
              "run-id",
              "--with",
              "docker:image=" + image));
      FlowProcess.Result result = FlowProcess.process(folder, command, environment);
      assertEquals(0, result.code(), result::toString);
      String recorded = imageRecord("HelloFlow", result.run(folder), "hello/2");
      String pinned =
          "\\\\\"requested\\\\\":\\\\\"%s\\\\\",\\\\\"resolved\\\\\":\\\\\"%s@(sha256:[0-9a-f]{64})\\\\\",\\\\\"digest\\\\\":\\\\\"\\1\\\\\",\\\\\"source\\\\\":\\\\\"--with docker:image=%s\\\\\""
              .formatted(image, image.substring(0, image.length() - 2), image);
      assertTrue(Pattern.compile(pinned).matcher(recorded).find(), recorded);
    }
  }

  private String imageRecord(String flow, String run, String task) throws IOException {
    Path meta =
        folder.resolve(".metaflow").resolve(flow).resolve(run).resolve(task).resolve("_meta");
    try (Stream<Path> all = Files.list(meta)) {
      return Files.readString(
          all.filter(file -> file.getFileName().toString().startsWith("sysmeta_image_"))
              .findFirst()
              .orElseThrow());
    }
  }

  /** The scheduler reads and writes for the container, which has no credentials and no network. */
  @Test
  void dataInS3NeedsNothingOfTheContainer() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      Map<String, String> environment = new HashMap<>(engine.environment());
      environment.putAll(S3Server.environment(server.url()));
      List<String> command = FlowProcess.command();
      command.addAll(
          List.of("ParametersFlow", "run", "--with", "docker:image=empty:1,network=none"));
      FlowProcess.Result result = FlowProcess.process(folder, command, environment);
      assertEquals(0, result.code(), result::toString);
      assertTrue(result.out().contains("untitled GREEN 2026-01-31"), result::toString);
      assertTrue(result.out().contains("notes = no notes"), result::toString);
    }
  }

  @Test
  void ctrlCLeavesNoContainerAndTheRunIsResumed() throws Exception {
    Process process = hang();
    FlowProcess.interrupt(process);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String out = FlowProcess.read(folder.resolve("out"));
    assertEquals(130, process.exitValue(), out);
    assertEquals(List.of(), engine.containers());
    assertTrue(out.contains("was interrupted after"), out);
    FlowProcess.Result resumed =
        flow(
            "TroubleFlow",
            "resume",
            "--with",
            "trouble=docker:image=busybox:1",
            "--with",
            "trouble=timeout:seconds=1",
            "--with",
            "trouble=catch:var=caught");
    assertEquals(0, resumed.code(), resumed::toString);
    assertFalse(resumed.out().contains("[start/1] starts"), resumed::toString);
  }

  @Test
  void aKilledSchedulersContainerEndsAndTheNextRunRemovesIt() throws Exception {
    Process process = hang();
    process.destroyForcibly().waitFor();
    String name = engine.containers().get(0).split(" ")[0];
    engine.docker("wait", name);
    FlowProcess.Result next = jar("HelloFlow", "run", "--with", "docker:image=busybox:1");
    assertEquals(0, next.code(), next::toString);
  }

  /** A run whose container hangs. */
  private Process hang() throws Exception {
    List<String> command =
        command("TroubleFlow", "run", "--kind", "HANG", "--with", "trouble=docker:image=busybox:1");
    Process process =
        FlowProcess.start(
            folder, command, engine.environment(), folder.resolve("out"), folder.resolve("err"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (engine.containers().stream().noneMatch(each -> each.contains(" Up "))) {
      assertTrue(System.nanoTime() < deadline, () -> FlowProcess.read(folder.resolve("out")));
      assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS));
    }
    return process;
  }

  private String dump(String step) {
    FlowProcess.Result dump =
        flow(
            "ContainerFlow",
            "dump",
            FlowProcess.read(folder.resolve("run-id")) + "/" + step,
            "--max-value-size",
            "100000");
    assertEquals(0, dump.code(), dump::toString);
    return dump.out();
  }

  @Test
  void textIsUtf8WhereNoLocaleIsSet() {
    List<String> command = AccessFlows.command();
    command.addAll(List.of("Utf8Flow", "run", "--with", "docker:image=debian:1"));
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("LC_ALL", "C");

    FlowProcess.Result result = FlowProcess.process(folder, command, environment);

    assertEquals(0, result.code(), result::toString);
    for (String line :
        List.of("out: Grüße, Jörg € ☃ 𝄞", "err: ß", "child: ö", "[] Grüße, Jörg € ☃ 𝄞 Übung")) {
      assertTrue(result.out().contains(" " + line + "\n"), result::toString);
    }
  }

  private FlowProcess.Result jar(String... arguments) {
    List<String> command = FlowProcess.command();
    command.addAll(Arrays.asList(arguments));
    return FlowProcess.process(folder, command, engine.environment());
  }

  private FlowProcess.Result containerFlow(String... arguments) {
    List<String> all = new ArrayList<>(List.of("ContainerFlow", "run", "--run-id-file", "run-id"));
    all.addAll(Arrays.asList(arguments));
    return flow(all.toArray(String[]::new));
  }

  private FlowProcess.Result flow(String... arguments) {
    return FlowProcess.process(folder, command(arguments), engine.environment());
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target/test-classes").toAbsolutePath()
                    + File.pathSeparator
                    + FlowProcess.JAR,
                "io.millrace.runtime.Main"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
