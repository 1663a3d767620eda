package io.millrace.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {
  private static final URI HOST = URI.create("unix:///var/run/docker.sock");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mkdir /var/lib/docker/x: no space left on device | mkdir /var/lib/docker/x: no space left on device. The engine's disk is full; 'docker system df' shows what it holds
          exec /millrace/jre/bin/launch: exec format error | exec /millrace/jre/bin/launch: exec format error. The image is for another processor architecture; choose one for this machine's
          manifest for a/b:1 not found: manifest unknown   | manifest for a/b:1 not found: manifest unknown. 'images check' shows which tags there are
          something new                                    | something new
          """)
  void theEnginesWordsComeFirstAndThenWhatHelps(String said, String told) {
    DockerException failure =
        new InternalServerErrorException("Status 500: {\"message\":\"" + said + "\"}\n", null);
    assertEquals(told, EngineFailure.explain(failure, HOST).getMessage());
  }

  @Test
  void anEngineThatDoesNotAnswerIsNamed() {
    assertEquals(
        "the container engine at unix:///var/run/docker.sock cannot be reached: Connection refused. Start Docker or Podman's service, or name another engine by DOCKER_HOST",
        EngineFailure.explain(new RuntimeException(new IOException("Connection refused")), HOST)
            .getMessage());
  }
}
