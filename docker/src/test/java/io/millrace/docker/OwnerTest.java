package io.millrace.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OwnerTest {
  private final Owner own = Owner.current();

  private Owner like(String host, String boot, String namespace, String user, long process) {
    return new Owner(host, boot, namespace, user, process, own.started());
  }

  private static boolean isGone(Owner owner) {
    return Owner.isGone(owner.toString(), false);
  }

  @Test
  void thisProcessIsThere() {
    assertFalse(isGone(own));
    assertEquals(Owner.current(), own);
  }

  @Test
  void aProcessThatHasEndedIsGone() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertTrue(isGone(like(own.host(), own.boot(), own.namespace(), own.user(), process.pid())));
  }

  @Test
  void anotherProcessMayHaveItsNumber() {
    assertTrue(
        isGone(new Owner(own.host(), own.boot(), own.namespace(), own.user(), own.process(), "1")));
  }

  @Test
  void whoCannotBeSeenIsNotJudged() {
    long none = Long.MAX_VALUE / 10;
    assertTrue(isGone(like(own.host(), own.boot(), own.namespace(), own.user(), none)));
    assertFalse(isGone(like("other", own.boot(), own.namespace(), own.user(), none)));
    assertFalse(isGone(like(own.host(), own.boot(), "pid:[1]", own.user(), none)));
    assertFalse(isGone(like(own.host(), own.boot(), own.namespace(), "other-7", none)));
    assertFalse(Owner.isGone("", false));
    assertFalse(Owner.isGone("a/b/c", false));
  }

  @Test
  void whatEndedWithTheMachineIsGone() {
    Owner before = like(own.host(), "another", own.namespace(), own.user(), own.process());
    assertTrue(Owner.isGone(before.toString(), true));
    assertFalse(Owner.isGone(before.toString(), false));
  }
}
