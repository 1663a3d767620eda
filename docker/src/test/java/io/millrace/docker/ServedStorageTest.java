package io.millrace.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedStorageTest {
  @TempDir private Path folder;

  @Test
  void itsOwnFolderIsServed() throws Exception {
    Storage own = new ServedStorage(new LocalStorage(folder), "MyFlow", true);
    own.write("MyFlow/1/x", new byte[] {1});
    assertArrayEquals(new byte[] {1}, own.read("MyFlow/1/x"));
    try (Storage.Upload upload = own.upload()) {
      upload.write(2);
      upload.commit("MyFlow/data/y", "");
    }
    assertArrayEquals(new byte[] {2}, own.read("MyFlow/data/y"));
    assertFalse(own.exists("MyFlow/1/none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OtherFlow/1/x", "MyFlowToo/x", "MyFlow/../OtherFlow/x", "/etc/passwd", ""})
  void nothingElseIs(String key) throws Exception {
    LocalStorage whole = new LocalStorage(folder);
    Storage own = new ServedStorage(whole, "MyFlow", true);
    assertThrows(UnsupportedOperationException.class, () -> own.open(key));
    assertThrows(UnsupportedOperationException.class, () -> own.exists(key));
    assertThrows(UnsupportedOperationException.class, () -> own.list(key));
    assertThrows(UnsupportedOperationException.class, () -> own.write(key, new byte[0]));
    try (Storage.Upload upload = own.upload()) {
      assertThrows(UnsupportedOperationException.class, () -> upload.commit(key, ""));
    }
  }

  @Test
  void whatIsForReadingIsNotWritten() {
    Storage own = new ServedStorage(new LocalStorage(folder), "MyFlow", false);
    assertThrows(UnsupportedOperationException.class, () -> own.write("MyFlow/1/x", new byte[0]));
  }
}
