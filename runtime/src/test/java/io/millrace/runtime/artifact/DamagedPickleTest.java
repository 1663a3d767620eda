package io.millrace.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged pickle is always an {@link ArtifactException}, never a failure of the reader. */
class DamagedPickleTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "empty,''",
    "month 13,80048c086461746574696d658c04646174659343040 7e40d0185522e",
    "a number of letters,80048c07646563696d616c8c07446563696d616c938c0361626385522e",
    "a zone that is not,80048c087a6f6e65696e666f8c125a6f6e65496e666f2e5f756e7069636b6c65938c024e6f85522e",
    "a mark above the stack,80044e4e2830304e652e",
    "a path with a zero,80048c07706174686c69628c0d50757265506f73697850617468938c01008552 2e",
    "a list in itself as a key,80045d946800617d68004e732e",
  })
  void isRefused(String what, String hex) {
    byte[] pickle = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThrows(
        ArtifactException.class,
        () -> ArtifactCodec.readPlain(new ByteArrayInputStream(pickle), pickle.length),
        what);
  }
}
