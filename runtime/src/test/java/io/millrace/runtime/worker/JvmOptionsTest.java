package io.millrace.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
