package io.millrace.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.cli.FlowCommandLine;
import io.millrace.runtime.cli.Surroundings;
import io.millrace.runtime.image.ImageChecks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it. */
class ImagesCheckTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeManifest() throws IOException {
    Path flows = Files.createDirectories(folder.resolve("META-INF/millrace/flows"));
    Files.writeString(
        flows.resolve("F.json"),
        """
        {"manifestVersion": 1, "name": "F", "className": "io.millrace.registry.Empty", "file": "F.java",
         "parameters": [], "artifacts": [], "steps": [
           {"name": "start", "next": ["end"], "file": "F.java"},
           {"name": "end", "file": "F.java"}]}
        """);
  }

  @Test
  void tellsOfEachStepAndFailsIfOneImageIsNotThere() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      String digest = registry.push("acme/trainer", "1.4", "linux/amd64");
      String good = registry.host() + "/acme/trainer:1.4";

      assertEquals(
          0, images("check", "--platform", "linux/amd64", "--with", "docker:image=" + good));
      assertTrue(
          out.toString(StandardCharsets.UTF_8).contains("start  docker      " + good),
          out::toString);
      assertTrue(
          out.toString(StandardCharsets.UTF_8).contains(", " + digest + "\n"), out::toString);

      out.reset();
      String bad = registry.host() + "/acme/trainer:1.5";
      assertEquals(
          1,
          images(
              "check",
              "--json",
              "--platform",
              "linux/amd64",
              "--with",
              "docker:image=" + good,
              "--with",
              "end=docker:image=" + bad));
      assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"found\" : true"), out::toString);
      assertTrue(
          out.toString(StandardCharsets.UTF_8)
              .contains(" has no '1.5' of acme/trainer. Near it are 1.4."),
          out::toString);
    }
  }

  @Test
  void aStepMayAskForAPlatformOfItsOwn() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      registry.push("acme/small", "1", "linux/arm64");
      String option = "end=docker:image=" + registry.host() + "/acme/small:1";

      assertEquals(1, images("check", "--platform", "linux/amd64", "--with", option));
      assertEquals(
          0,
          images("check", "--platform", "linux/amd64", "--with", option + ",platform=linux/arm64"),
          out::toString);
    }
  }

  @Test
  void aRunAsksFirst() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder)) {
      registry.push("acme/trainer", "1.4", ImageChecks.platformHere());
      String option = "docker:image=" + registry.host() + "/acme/trainer:1.5";

      assertEquals(2, command("run", "--check-images", "--with", option));
      assertEquals(
          "Error: Step 'start' cannot run in %1$s/acme/trainer:1.5, by --with %2$s: %1$s has no '1.5' of acme/trainer. Near it are 1.4. 'images check' lists all 2 steps like that.\n"
              .formatted(registry.host(), option),
          err.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void listsWithoutAsking() {
    assertEquals(0, images("--with", "end=kubernetes:image=registry.invalid/a:1"));
    assertEquals(
        "end  kubernetes  registry.invalid/a:1  --with end=kubernetes:image=registry.invalid/a:1\n",
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertEquals(2, images("chek"));
    assertEquals(2, images("check", "--platform", "amd64"));
    assertEquals(
        "Error: images: there is no 'chek'. Use 'images' or 'images check'.\n"
            + "Error: --platform: 'amd64' is not a valid platform. Write it as OS/ARCH, as in \"linux/amd64\".\n",
        err.toString(StandardCharsets.UTF_8));
  }

  private int images(String... arguments) {
    List<String> all = new ArrayList<>(List.of("images"));
    all.addAll(List.of(arguments));
    return command(all.toArray(String[]::new));
  }

  private int command(String... arguments) {
    Map<String, String> environment = Map.of("METAFLOW_HOME", folder.resolve("none").toString());
    return FlowCommandLine.execute(
        List.of(arguments),
        new Surroundings(
            "millrace",
            folder.toString(),
            environment,
            folder,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }
}
