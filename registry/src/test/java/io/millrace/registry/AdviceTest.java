package io.millrace.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          registry.acme.io                              > docker login registry.acme.io
          123456789012.dkr.ecr.eu-west-1.amazonaws.com  > aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com
          123456789012.dkr.ecr-fips.us-east-1.amazonaws.com > aws ecr get-login-password --region us-east-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com
          public.ecr.aws                                > docker login public.ecr.aws
          """)
  void aLoginIsMadeByTheRegistrysOwnWay(String host, String command) {
    assertEquals(command, Advice.login(host));
  }
}
