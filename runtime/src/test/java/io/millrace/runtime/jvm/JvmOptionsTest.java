package io.millrace.runtime.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {

  @Test
  void aCollectorOfTheUsersIsTheOnlyOne() throws Exception {
    List<String> own = List.of("-XX:+UseG1GC", "-Xmx64m");
    assertFalse(JvmOptions.manyShortTasks(own).contains("-XX:+UseSerialGC"));
    assertTrue(JvmOptions.manyShortTasks(List.of("-Xmx64m")).contains("-XX:+UseSerialGC"));
    List<String> both = new ArrayList<>(JvmOptions.manyShortTasks(own));
    both.addAll(own);
    assertEquals(0, starts(both));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dpassword=x",
        "-Ddb.passwd=x",
        "-DDB_PASSWORD=a=b",
        "-Dmy.api-key=x",
        "-Daws.secretAccessKey=x",
        "-Dkeystore.passphrase=x",
        "-Dtoken=a\nb"
      })
  void aSecretIsNotForOthersToSee(String option) {
    assertEquals(
        List.of("-Xss2m", "-Dname=password"),
        JvmOptions.withoutSecrets(List.of("-Xss2m", option, "-Dname=password")));
  }

  @Test
  void theCommandLineIsReadAsTheJvmDoes() {
    assertEquals(
        new JavaArguments(List.of("-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED"), true),
        JavaArguments.of(
            List.of(
                "-Xmx1g", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-jar", "-Dx", "-Xx")));
    assertEquals(
        new JavaArguments(List.of("-Da=b c", "-ea"), false),
        JavaArguments.of(List.of("-Da=b c", "-cp", "x.jar:y", "-ea", "io.Main", "-Xnot")));
    assertEquals(
        new JavaArguments(List.of("-p=mods", "-Dx=1", "--module-path=more"), false),
        JavaArguments.of(
            List.of(
                "-p", "mods", "-Dx=1", "--module-path", "more", "-m", "flow/io.Main", "-Xnot")));
    assertEquals(
        new JavaArguments(List.of("@options", "-Xss1m"), false),
        JavaArguments.of(List.of("@options", "--class-path=x", "-Xss1m", "--module=a/b", "-Xnot")));
    assertEquals(new JavaArguments(List.of(), false), JavaArguments.of(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "--add-opens=java.base/java.lang=ALL-UNNAMED, --add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=acme.flow,   --add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=acme.flow/acme=ALL-UNNAMED,      null",
        "--add-reads=java.base=acme.flow,             --add-reads=java.base=ALL-UNNAMED",
        "--enable-native-access=acme.flow,            --enable-native-access=ALL-UNNAMED",
        "'--add-modules=java.sql,acme.flow',          --add-modules=java.sql",
        "--add-modules=ALL-MODULE-PATH,               null",
        "--enable-preview,                            --enable-preview",
        "--illegal-native-access=warn,                --illegal-native-access=warn",
        "--module-path=x,                             null",
        "--limit-modules=java.base,                   null",
      })
  void optionsAboutModulesAreForTheClassPath(String option, @Nullable String of) {
    assertEquals(Optional.ofNullable(of), JvmOptions.onClassPath(option));
  }

  @Test
  void whatTheManifestAsksForIsAnOption() {
    Attributes attributes = new Attributes();
    attributes.putValue("Add-Opens", " java.base/java.lang  java.base/java.util ");
    attributes.putValue("Add-Exports", "java.base/sun.security.x509");
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    List<String> expected =
        new ArrayList<>(
            List.of(
                "--add-exports=java.base/sun.security.x509=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 22) {
      expected.add("--enable-native-access=ALL-UNNAMED");
    }
    assertEquals(expected, JvmOptions.asked(attributes));
    assertEquals(List.of(), JvmOptions.asked(new Attributes()));
  }

  private static int starts(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-version");
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
