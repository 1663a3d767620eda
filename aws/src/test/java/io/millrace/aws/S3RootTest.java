package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3RootTest {
  @ParameterizedTest
  @CsvSource({
    "s3://acme,          a/b, acme,  a/b",
    "s3://acme/metaflow, a/b, acme,  metaflow/a/b",
    "s3://acme/m/f,      '',  acme,  m/f",
    "s3://acme,          '',  acme,  ''",
    "s3://,              acme/data/x, acme, data/x",
  })
  void aKeyIsBelowTheRoot(String root, String key, String bucket, String whole) {
    assertEquals(new S3Root.Place(bucket, whole), new S3Root(root).place(key));
  }

  @Test
  void aKeyThatLeadsOutOfTheRootIsRefused() {
    S3Root root = new S3Root("s3://acme/metaflow");
    assertThrows(IllegalArgumentException.class, () -> root.place("../other"));
    assertThrows(IllegalArgumentException.class, () -> root.place("a/.."));
    assertEquals("metaflow/a/..b", root.place("a/..b").key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "s3:/acme", "s3:///x", "s3://a", "s3://.a/b", "https://acme/x"})
  void whatIsNoRootIsRefused(String url) {
    assertThrows(IllegalArgumentException.class, () -> new S3Root(url));
  }
}
